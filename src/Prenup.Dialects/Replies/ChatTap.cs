using System.Text.Json;
using Prenup.Dialects.Faults;

namespace Prenup.Dialects.Replies;

/// <summary>Reads the chunks of Chat Completions.</summary>
internal sealed class ChatTap(string cloud) : StreamTap(cloud)
{
    private readonly DeltaTemplate _template = new();
    private ChoiceSet _begun;
    private ChoiceSet _finished;

    /// <inheritdoc/>
    public override bool EndedWell => Facts.Fault is null && (Facts.Terminated || Facts.SawFinish);

    private protected override EventReading ReadData(ReadOnlySpan<byte> data)
    {
        if (IsDone(data))
        {
            return Done();
        }
        if (_template.Matches(data, out var text))
        {
            Facts.OutputBytes += text;
            return _template.Reading;
        }
        return Parse(data);
    }

    // An end without any answer before it is none: what came was garbage, or lost on the way.
    private EventReading Done()
    {
        if (_begun.Count == 0)
        {
            Facts.Fault ??= NotTheDialect(null);
            return EventReading.Of(EventRole.Error);
        }
        Facts.Terminated = true;
        return EventReading.Of(EventRole.Terminal);
    }

    private EventReading Parse(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("A chunk must be an object.");
        }
        var chunk = default(Chunk);
        chunk.ModelOffset = -1;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member(ref reader, ref chunk);
        }
        reader.Read(); // throws on anything but white space
        if (chunk.IsErrorObject)
        {
            Facts.Fault ??= UpstreamFaults.OfLate(CloudError.Read(data), Cloud);
            chunk.Role |= EventRole.Error;
        }
        if (chunk.FinishedInError && !chunk.Role.HasFlag(EventRole.Error))
        {
            Facts.Fault ??= NotTheDialect(null);
            chunk.Role |= EventRole.Error;
        }
        if (chunk.HasNoChoices && chunk.HasUsage && !chunk.Role.HasFlag(EventRole.Error))
        {
            chunk.Role |= EventRole.UsageOnly;
        }
        var reading = new EventReading(chunk.Role, chunk.ModelOffset, chunk.ModelLength);
        if (chunk.Pieces == 1)
        {
            _template.Learn(data, chunk.TextOffset, chunk.TextLength, reading);
        }
        return reading;
    }

    private void Member(ref Utf8JsonReader reader, ref Chunk chunk)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("choices"u8))
        {
            reader.Read();
            Choices(ref reader, ref chunk);
        }
        else if (name.SequenceEqual("model"u8))
        {
            reader.Read();
            chunk.ModelOffset = reader.TokenType == JsonTokenType.String ? (int)reader.TokenStartIndex : -1;
            chunk.ModelLength = reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length + 2 : 0;
            Facts.ReadModel(ref reader);
        }
        else if (name.SequenceEqual("id"u8))
        {
            reader.Read();
            Facts.ReadId(ref reader);
        }
        else if (name.SequenceEqual("service_tier"u8))
        {
            reader.Read();
            Facts.ReadTier(ref reader);
        }
        else if (name.SequenceEqual("usage"u8))
        {
            reader.Read();
            chunk.HasUsage = reader.TokenType == JsonTokenType.StartObject;
            Facts.ReadUsage(ref reader);
        }
        else if (name.SequenceEqual("error"u8))
        {
            Error(ref reader, ref chunk);
        }
        else
        {
            var isObject = name.SequenceEqual("object"u8);
            reader.Read();
            chunk.IsErrorObject |= isObject && JsonText.Is(ref reader, "error"u8);
            reader.Skip();
        }
    }

    private void Error(ref Utf8JsonReader reader, ref Chunk chunk)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }
        var fault = UpstreamFaults.ReadLate(ref reader, Cloud);
        Facts.Fault ??= fault;
        chunk.Role |= EventRole.Error;
    }

    private void Choices(ref Utf8JsonReader reader, ref Chunk chunk)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        chunk.HasNoChoices = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            chunk.HasNoChoices = false;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                Choice(ref reader, ref chunk);
            }
            else
            {
                reader.Skip();
            }
        }
        Facts.SawFinish = _begun.Count > 0 && _finished.Count == _begun.Count;
    }

    private void Choice(ref Utf8JsonReader reader, ref Chunk chunk)
    {
        var choice = default(ChoiceReading);
        ChatChoice.Read(ref reader, ref choice);
        _begun.Add(choice.Index);
        if (choice.HasFinished)
        {
            _finished.Add(choice.Index);
        }
        chunk.FinishedInError |= choice.FinishedInError;
        Facts.OutputBytes += choice.OutputBytes;
        chunk.Role |= choice.HasContent ? EventRole.Content : EventRole.None;
        chunk.Pieces += choice.Pieces;
        chunk.TextOffset = choice.TextOffset;
        chunk.TextLength = choice.TextLength;
    }

    private struct Chunk
    {
        public EventRole Role;
        public int ModelOffset;
        public int ModelLength;
        public int Pieces;
        public int TextOffset;
        public int TextLength;
        public bool HasUsage;
        public bool HasNoChoices;
        public bool IsErrorObject;
        public bool FinishedInError;
    }
}
