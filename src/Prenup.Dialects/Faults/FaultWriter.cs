using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Faults;

/// <summary>Writes a fault as the client's dialect has it, whole or inside a stream.</summary>
public static class FaultWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the body of a reply with an error status: the cloud's own where the fault carries it.</summary>
    public static void WriteBody(Fault fault, IBufferWriter<byte> output)
    {
        if (fault.Original is { } original)
        {
            output.Write(original.Span);
            return;
        }
        using var json = new Utf8JsonWriter(output, Plain);
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, fault.Message);
        json.WriteString("type"u8, FaultTypes.Of(fault));
        json.WriteString("param"u8, fault.Param);
        json.WriteString("code"u8, fault.Code);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the one error event that ends a stream which had begun.</summary>
    /// <param name="fault">What went wrong.</param>
    /// <param name="dialect">The client's dialect; embeddings have no streams.</param>
    /// <param name="sequenceNumber">Responses: the number after the last event's; unused for chat.</param>
    /// <param name="output">Takes the event with its closing blank line.</param>
    public static void WriteEvent(Fault fault, Dialect dialect, long sequenceNumber, IBufferWriter<byte> output)
    {
        switch (dialect)
        {
            case Dialect.OpenAiChat:
                output.Write("data: "u8);
                WriteOneLine(fault, output);
                break;
            case Dialect.OpenAiResponses:
                output.Write("event: error\ndata: "u8);
                WriteResponsesError(fault, sequenceNumber, output);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(dialect), dialect, "The dialect has no streams.");
        }
        output.Write("\n\n"u8);
    }

    // Line ends stand between JSON's tokens only, so leaving them out changes nothing but the framing.
    private static void WriteOneLine(Fault fault, IBufferWriter<byte> output)
    {
        var body = new ArrayBufferWriter<byte>();
        WriteBody(fault, body);
        var rest = body.WrittenSpan;
        while (!rest.IsEmpty)
        {
            var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
            output.Write(length < 0 ? rest : rest[..length]);
            rest = length < 0 ? default : rest[(length + 1)..];
        }
    }

    private static void WriteResponsesError(Fault fault, long sequenceNumber, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Plain);
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteString("code"u8, fault.Code);
        json.WriteString("message"u8, fault.Message);
        json.WriteString("param"u8, fault.Param);
        json.WriteNumber("sequence_number"u8, sequenceNumber);
        json.WriteEndObject();
    }
}
