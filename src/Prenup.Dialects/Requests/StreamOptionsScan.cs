using System.Text.Json;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Requests;

/// <summary>Reads <c>stream_options</c>: the one nested object that the gateway edits, so its names must be beyond doubt too.</summary>
internal ref struct StreamOptionsScan(ReadOnlySpan<byte> body, AskedBody asked)
{
    private readonly ReadOnlySpan<byte> _body = body;
    private NameSet _names;

    /// <summary>Reads the object (or null) at the reader and leaves the reader at its end.</summary>
    public Fault? Run(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Member(ref reader) is { } fault)
            {
                return fault;
            }
        }
        asked.StreamOptionsMembers = _names.Count;
        return null;
    }

    private Fault? Member(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        var isOurs = name.SequenceEqual("include_usage"u8);
        if (reader.ValueIsEscaped || (!isOurs && FieldNames.SameFolded(name, "include_usage"u8)))
        {
            return Refusals.Ambiguous("stream_options." + JsonText.Shown(name));
        }
        var range = new ByteRange((int)reader.TokenStartIndex + 1, name.Length);
        if (_names.Count == NameSet.MaxMembers || !_names.TryAdd(_body, range))
        {
            return Refusals.Duplicate("stream_options." + JsonText.Shown(name));
        }
        reader.Read();
        if (!isOurs)
        {
            reader.Skip();
            return null;
        }
        var fault = FieldValue.Flag(ref reader, "stream_options.include_usage", out var value);
        asked.IncludeUsage = value;
        asked.IncludeUsageSpan = FieldValue.Skip(ref reader);
        return fault;
    }
}
