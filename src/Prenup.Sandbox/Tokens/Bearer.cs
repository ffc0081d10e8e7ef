using Prenup.Sandbox.Asking;

namespace Prenup.Sandbox.Tokens;

/// <summary>Reads <c>Authorization: Bearer</c>.</summary>
internal static class Bearer
{
    /// <summary>The token; null when the header is absent or of another scheme.</summary>
    public static string? Of(Call call) =>
        call.Seen.Header("authorization") is { } value
        && value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? value[7..].Trim()
            : null;
}
