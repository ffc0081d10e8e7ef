using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Seeing;

namespace Prenup.Sandbox.Control;

/// <summary>Which calls a fault or reply is for: <c>{"path": "/v1/responses", "model": "gpt-5.5", "attempt": "…"}</c>; every field given must hold.</summary>
internal static class MatchJson
{
    public static Func<SeenCall, bool>? Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        string? path = json.Text("path");
        string? model = json.Text("model");
        string? attempt = json.Text("attempt");
        return call =>
            (path is null || call.Path.Contains(path, StringComparison.Ordinal))
            && (model is null || call.Seen.Model == model)
            && (attempt is null || call.AttemptId == attempt);
    }
}
