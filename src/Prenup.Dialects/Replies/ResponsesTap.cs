using System.Text.Json;
using Prenup.Core.Faults;
using Prenup.Dialects.Faults;

namespace Prenup.Dialects.Replies;

/// <summary>Reads the events of Responses.</summary>
internal sealed class ResponsesTap(string cloud) : StreamTap(cloud)
{
    /// <inheritdoc/>
    public override bool EndedWell => Facts.Terminated && Facts.Fault is null;

    private protected override EventReading ReadData(ReadOnlySpan<byte> data)
    {
        if (IsDone(data))
        {
            return EventReading.Of(EventRole.None); // not of this dialect, but some servers say so at the end
        }
        var reader = new Utf8JsonReader(data, new JsonReaderOptions { MaxDepth = 256 });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An event must be an object.");
        }
        var seen = new Event { ModelOffset = -1 };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member(ref reader, ref seen);
        }
        reader.Read(); // throws on anything but white space
        return Understand(data, ref seen);
    }

    private void Member(ref Utf8JsonReader reader, ref Event seen)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("type"u8))
        {
            reader.Read();
            seen.HasType = reader.TokenType == JsonTokenType.String;
            seen.Role = seen.HasType ? ResponsesEvents.Role(reader.ValueSpan, out seen.OpensItem) : EventRole.None;
            reader.Skip();
        }
        else if (name.SequenceEqual("response"u8))
        {
            reader.Read();
            Response(ref reader, ref seen);
        }
        else if (name.SequenceEqual("delta"u8))
        {
            reader.Read();
            seen.DeltaBytes = GeneratedText.Bytes(ref reader);
            seen.HasEmptyDelta = reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty;
            reader.Skip();
        }
        else if (name.SequenceEqual("sequence_number"u8))
        {
            reader.Read();
            Facts.ReadSequence(ref reader);
            reader.Skip();
        }
        else if (name.SequenceEqual("item"u8))
        {
            reader.Read();
            Item(ref reader, ref seen);
        }
        else
        {
            var isError = name.SequenceEqual("error"u8);
            reader.Read();
            seen.HasError |= isError && reader.TokenType != JsonTokenType.Null;
            reader.Skip();
        }
    }

    private EventReading Understand(ReadOnlySpan<byte> data, ref Event seen)
    {
        if (seen.HasError && !seen.HasType)
        {
            seen.Role = EventRole.Terminal | EventRole.Error; // a bare {"error": …}
        }
        if (seen.OpensItem && seen.ItemIsContent)
        {
            seen.Role |= EventRole.Content;
        }
        if (seen.HasEmptyDelta)
        {
            seen.Role &= ~EventRole.Content;
        }
        Facts.OutputBytes += seen.DeltaBytes;
        if (seen.Role.HasFlag(EventRole.Error))
        {
            Facts.Fault ??= seen.Fault ?? UpstreamFaults.OfLate(CloudError.Read(data), Cloud);
        }
        Facts.Terminated |= seen.Role.HasFlag(EventRole.Terminal);
        Facts.SawFinish |= Facts.Terminated && Facts.Fault is null;
        return new EventReading(seen.Role, seen.ModelOffset, seen.ModelLength);
    }

    private static void Item(ref Utf8JsonReader reader, ref Event seen)
    {
        var depth = reader.CurrentDepth;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return;
        }
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            var isType = reader.CurrentDepth == depth + 1 && reader.ValueTextEquals("type"u8);
            reader.Read();
            seen.ItemIsContent |=
                isType && reader.TokenType == JsonTokenType.String && ResponsesEvents.IsContent(reader.ValueSpan);
            reader.Skip();
        }
    }

    private void Response(ref Utf8JsonReader reader, ref Event seen)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("model"u8))
            {
                reader.Read();
                seen.ModelOffset = reader.TokenType == JsonTokenType.String ? (int)reader.TokenStartIndex : -1;
                seen.ModelLength = reader.TokenType == JsonTokenType.String ? reader.ValueSpan.Length + 2 : 0;
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
                Facts.ReadUsage(ref reader);
            }
            else if (name.SequenceEqual("tool_usage"u8))
            {
                reader.Read();
                Facts.ReadToolUsage(ref reader);
            }
            else
            {
                Other(ref reader, name.SequenceEqual("error"u8), ref seen);
            }
        }
    }

    private void Other(ref Utf8JsonReader reader, bool isError, ref Event seen)
    {
        reader.Read();
        if (isError && reader.TokenType != JsonTokenType.Null)
        {
            seen.Fault = UpstreamFaults.ReadLate(ref reader, Cloud);
        }
        else
        {
            reader.Skip();
        }
    }

    private struct Event
    {
        public EventRole Role;
        public int ModelOffset;
        public int ModelLength;
        public int DeltaBytes;
        public bool HasType;
        public bool HasEmptyDelta;
        public bool HasError;
        public bool OpensItem;
        public bool ItemIsContent;
        public Fault? Fault;
    }
}
