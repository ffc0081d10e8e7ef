using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Faults;

namespace Prenup.Sandbox.Control;

/// <summary>
/// A fault as JSON: <c>{"kind": "cut", "afterEvents": 3, "cut": "fin"}</c>. Names are those of <see cref="Fault"/>,
/// the duration is <c>"seconds"</c> (below zero: for ever), the status is <c>"status"</c>.
/// </summary>
internal static class FaultJson
{
    /// <summary>The fault; null where the kind is unknown.</summary>
    public static Fault? Read(JsonElement json)
    {
        if (!Enum.TryParse(json.Text("kind"), ignoreCase: true, out FaultKind kind))
        {
            return null;
        }

        return new()
        {
            Kind = kind,
            StatusCode = (int)(json.Long("status") ?? 500),
            Body = json.Text("body") ?? Raw(json.Get("body")),
            Headers = Headers(json.Get("headers")),
            AfterEvents = (int)(json.Long("afterEvents") ?? 0),
            AfterBytes = json.Long("afterBytes"),
            Duration = Seconds(json.Get("seconds")),
            Bytes = json.Long("bytes") ?? 1,
            Cut = Enum.TryParse(json.Text("cut"), ignoreCase: true, out CutKind cut) ? cut : CutKind.Reset,
            Tier = json.Text("tier") ?? "default",
        };
    }

    public static TimeSpan Seconds(JsonElement json) =>
        json.ValueKind != JsonValueKind.Number ? TimeSpan.Zero
        : json.GetDouble() < 0 ? Timeout.InfiniteTimeSpan
        : TimeSpan.FromSeconds(json.GetDouble());

    public static Dictionary<string, string> Headers(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
            ? json.EnumerateObject()
                .ToDictionary(p => p.Name, p => p.Value.Text() ?? "", StringComparer.OrdinalIgnoreCase)
            : [];

    private static string? Raw(JsonElement json) => json.ValueKind == JsonValueKind.Object ? json.GetRawText() : null;
}
