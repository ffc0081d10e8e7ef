using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Replies;

namespace Prenup.Sandbox.Control;

/// <summary>
/// A canned reply as JSON: <c>{"status": 200, "headers": {…}, "bodyBase64": "…", "pieces": [10, 20], "seconds": 0.01}</c>;
/// <c>"body"</c> takes text instead.
/// </summary>
internal static class ReplyJson
{
    /// <summary>The reply; null where the body is not base64.</summary>
    public static CannedReply? Read(JsonElement json)
    {
        byte[] body = Encoding.UTF8.GetBytes(json.Text("body") ?? "");
        if (
            json.Get("bodyBase64") is { ValueKind: JsonValueKind.String } base64
            && !base64.TryGetBytesFromBase64(out body!)
        )
        {
            return null;
        }

        return new((int)(json.Long("status") ?? 200), [.. FaultJson.Headers(json.Get("headers"))], body)
        {
            Pieces = [.. json.Get("pieces").Items().Select(p => Math.Max(1, p.GetInt32()))],
            Between = FaultJson.Seconds(json.Get("seconds")),
        };
    }
}
