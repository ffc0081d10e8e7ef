using System.Globalization;
using System.Text.Json;
using Prenup.Sandbox.Seeing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Control;

/// <summary>Calls as JSON; amounts are strings of pico-dollars, bodies base64.</summary>
internal static class CallsJson
{
    public static byte[] Write(IReadOnlyList<SeenCall> calls) =>
        JsonText.Object(json =>
            json.Array(
                "calls",
                array =>
                {
                    foreach (SeenCall call in calls)
                    {
                        array.Object(c => Write(c, call));
                    }
                }
            )
        );

    private static void Write(Utf8JsonWriter json, SeenCall call)
    {
        json.WriteNumber("sequence", call.Sequence);
        json.WriteString("attempt", call.AttemptId);
        json.WriteString("receivedAt", call.ReceivedAt);
        json.WriteString("method", call.Method);
        json.WriteString("path", call.Path);
        json.WriteString("query", call.Query);
        json.Array("headers", headers => WriteHeaders(headers, call));
        json.WriteBase64String("bodyBase64", call.Body.Span);
        json.Object("seen", seen => WriteSeen(seen, call.Seen));
        json.WriteNumber("status", call.Status);
        json.WriteString("requestId", call.RequestId);
        json.WriteString("fault", call.Fault?.ToString());
        json.WriteString("model", call.Model);
        json.WriteString("servedTier", call.ServedTier);
        if (call.Billed is { } usage)
        {
            json.Object("billed", billed => InvoiceJson.WriteUsage(billed, usage));
        }
        else
        {
            json.WriteNull("billed");
        }

        json.WriteString("billedPico", call.BilledPico.ToString(CultureInfo.InvariantCulture));
        json.WriteString("end", call.End.ToString());
        json.WriteNumber("bytesSent", call.BytesSent);
    }

    private static void WriteHeaders(Utf8JsonWriter json, SeenCall call)
    {
        foreach (var (name, value) in call.Headers)
        {
            json.WriteStartArray();
            json.WriteStringValue(name);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }
    }

    private static void WriteSeen(Utf8JsonWriter json, SeenBody seen)
    {
        json.WriteBoolean("isObject", seen.IsObject);
        json.WriteString("model", seen.Model);
        WriteFlag(json, "stream", seen.Stream);
        WriteFlag(json, "includeUsage", seen.IncludeUsage);
        json.Number("maxTokens", seen.MaxTokens);
        json.WriteString("serviceTier", seen.ServiceTier);
        json.Number("choices", seen.Choices);
        json.WriteString("previousResponseId", seen.PreviousResponseId);
        WriteFlag(json, "store", seen.Store);
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
