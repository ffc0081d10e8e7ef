using System.Text.Json;
using Prenup.Sandbox.Seeing;

namespace Prenup.Sandbox.Asking;

/// <summary>One request inside the cloud: what was seen of it, and its parsed body.</summary>
/// <param name="Seen">The open line in the call book.</param>
/// <param name="Json">The body's root; undefined when it is not JSON.</param>
/// <param name="ParseError">The parser's complaint; null when the body parsed or was empty.</param>
internal sealed record Call(SeenCall Seen, JsonElement Json, string? ParseError)
{
    /// <summary>The body's bytes, also where the call book does not keep them.</summary>
    public ReadOnlyMemory<byte> Raw { get; init; }

    /// <summary>The tier a fault makes the cloud serve instead of the one asked for.</summary>
    public string? ForcedTier { get; init; }

    /// <summary>A query parameter's first value; null when absent.</summary>
    public string? Query(string name)
    {
        foreach (string pair in Seen.Query.TrimStart('?').Split('&'))
        {
            string[] parts = pair.Split('=', 2);
            if (parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
            }
        }

        return null;
    }
}
