using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Faults;

/// <summary>Events that a fault puts into a stream.</summary>
internal static class FaultEvents
{
    private const string ChatError =
        """{"error":{"message":"The server had an error while processing your request.","type":"server_error","param":null,"code":"server_error"}}""";

    private const string ResponseError =
        """{"type":"error","sequence_number":0,"code":"server_error","message":"The server had an error while processing your request.","param":null}""";

    /// <summary>The dialect's own error event, or the JSON given.</summary>
    public static Step.Send Error(Reply reply, string? json) =>
        IsResponses(reply)
            ? Named(reply, "error", Encoding.UTF8.GetBytes(json ?? ResponseError))
            : new(Sse.Data(Encoding.UTF8.GetBytes(json ?? ChatError)), Part.Terminal);

    /// <summary>response.failed with the identity of the response that was created.</summary>
    public static Step.Send Failed(Reply reply, Fault fault)
    {
        JsonElement created = FirstEvent(reply).Get("response");
        byte[] json = JsonText.Object(failed =>
        {
            failed.WriteString("type", "response.failed");
            failed.WriteNumber("sequence_number", fault.AfterEvents);
            failed.Object("response", response => WriteFailed(response, created));
        });
        return Named(reply, "response.failed", json);
    }

    /// <summary>A chunk with a top-level error and an "error" finish, and [DONE]; some aggregators do so.</summary>
    public static Step[] ErrorFinish(Reply reply)
    {
        string id = FirstEvent(reply).Text("id") ?? "";
        byte[] json = JsonText.Object(chunk =>
        {
            chunk.WriteString("id", id);
            chunk.WriteString("object", "chat.completion.chunk");
            chunk.Object(
                "error",
                error =>
                {
                    error.WriteNumber("code", 502);
                    error.WriteString("message", "Provider returned error");
                }
            );
            chunk.Array("choices", choices => choices.Object(WriteErrorChoice));
        });
        return [new Step.Send(Sse.Data(json), Part.Finish), new Step.Send(Sse.Done, Part.Terminal)];
    }

    public static bool IsResponses(Reply reply) => FirstEvent(reply).Text("type") == "response.created";

    private static bool IsNamed(Reply reply) =>
        reply.Steps.OfType<Step.Send>().FirstOrDefault() is { } first && first.Bytes.Span.StartsWith("event:"u8);

    /// <summary>The JSON of an event; undefined where it has none.</summary>
    public static JsonElement Json(ReadOnlyMemory<byte> bytes)
    {
        int start = bytes.Span.IndexOf("data: {"u8);
        return start < 0 ? default : Body.Parse(bytes[(start + 6)..]).Json;
    }

    private static Step.Send Named(Reply reply, string name, byte[] json) =>
        new(IsNamed(reply) ? Sse.Event(name, json) : Sse.Data(json), Part.Terminal);

    private static JsonElement FirstEvent(Reply reply) =>
        reply.Steps.OfType<Step.Send>().FirstOrDefault() is { } first ? Json(first.Bytes) : default;

    private static void WriteErrorChoice(Utf8JsonWriter json)
    {
        json.WriteNumber("index", 0);
        json.Object("delta", delta => delta.WriteString("content", ""));
        json.WriteString("finish_reason", "error");
    }

    private static void WriteFailed(Utf8JsonWriter json, JsonElement created)
    {
        if (created.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (JsonProperty property in created.EnumerateObject())
        {
            switch (property.Name)
            {
                case "status":
                    json.WriteString("status", "failed");
                    break;
                case "error":
                    json.Object("error", WriteServerError);
                    break;
                default:
                    property.WriteTo(json);
                    break;
            }
        }
    }

    private static void WriteServerError(Utf8JsonWriter json)
    {
        json.WriteString("code", "server_error");
        json.WriteString("message", "The model failed to generate a response.");
    }
}
