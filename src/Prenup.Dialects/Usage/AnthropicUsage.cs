using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.Dialects.Usage;

/// <summary>
/// The <c>usage</c> of Anthropic's Messages. Its input leaves out what was read from a cache or written to one. A stream
/// repeats it: each field's last value stands, and nothing is added up.
/// </summary>
public struct AnthropicUsage
{
    private long? _input;
    private long? _cached;
    private long? _written;
    private long? _written5m;
    private long? _written1h;
    private long? _output;
    private long? _thinking;
    private long? _searches;
    private bool _hasInvalid;

    /// <summary>Takes the next snapshot, at the reader; what it does not say stays as it was.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public void Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member(ref reader);
        }
    }

    /// <summary>The disjoint vector of everything read so far.</summary>
    public readonly UsageReading ToReading()
    {
        var split = (_written5m ?? 0) + (_written1h ?? 0);
        var isSplit = _written5m is not null || _written1h is not null;
        var unsplit = isSplit && !(_written > split) ? null : _written - split;
        var vector = default(UsageVector)
            .WithKnown(Meter.TextIn, _input)
            .WithKnown(Meter.TextInCached, _cached)
            .WithKnown(Meter.TextInWrite, unsplit)
            .WithKnown(Meter.TextInWrite5m, _written5m)
            .WithKnown(Meter.TextInWrite1h, _written1h)
            .WithKnown(Meter.TextOut, _output)
            .WithKnown(Meter.Reasoning, _thinking)
            .WithKnown(Meter.WebSearches, _searches);
        var doubt =
            _hasInvalid ? UsageDoubts.NoCount
            : split > (_written ?? split) ? UsageDoubts.Writes
            : null;
        return new UsageReading(vector, doubt);
    }

    private void Member(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("input_tokens"u8))
        {
            _input = TokenNumber.Read(ref reader, ref _hasInvalid) ?? _input;
        }
        else if (name.SequenceEqual("cache_read_input_tokens"u8))
        {
            _cached = TokenNumber.Read(ref reader, ref _hasInvalid) ?? _cached;
        }
        else if (name.SequenceEqual("cache_creation_input_tokens"u8))
        {
            _written = TokenNumber.Read(ref reader, ref _hasInvalid) ?? _written;
        }
        else if (name.SequenceEqual("output_tokens"u8))
        {
            _output = TokenNumber.Read(ref reader, ref _hasInvalid) ?? _output;
        }
        else if (IsGroup(name))
        {
            Group(ref reader);
        }
        else
        {
            TokenNumber.Skip(ref reader);
        }
    }

    private static bool IsGroup(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("cache_creation"u8)
        || name.SequenceEqual("output_tokens_details"u8)
        || name.SequenceEqual("server_tool_use"u8);

    private void Group(ref Utf8JsonReader reader)
    {
        if (!TokenNumber.Enters(ref reader))
        {
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("ephemeral_5m_input_tokens"u8))
            {
                _written5m = TokenNumber.Read(ref reader, ref _hasInvalid) ?? _written5m;
            }
            else if (name.SequenceEqual("ephemeral_1h_input_tokens"u8))
            {
                _written1h = TokenNumber.Read(ref reader, ref _hasInvalid) ?? _written1h;
            }
            else if (name.SequenceEqual("thinking_tokens"u8))
            {
                _thinking = TokenNumber.Read(ref reader, ref _hasInvalid) ?? _thinking;
            }
            else if (name.SequenceEqual("web_search_requests"u8))
            {
                _searches = TokenNumber.Read(ref reader, ref _hasInvalid) ?? _searches;
            }
            else
            {
                TokenNumber.Skip(ref reader);
            }
        }
    }
}
