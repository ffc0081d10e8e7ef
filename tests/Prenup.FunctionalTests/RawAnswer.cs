using System.Globalization;

namespace Prenup.FunctionalTests;

/// <summary>All that came back on a socket until it was closed.</summary>
internal sealed record RawAnswer(string Text)
{
    /// <summary>The status; 0 where the connection was closed without an answer.</summary>
    public int Status =>
        Text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
            ? int.Parse(Text.AsSpan(9, 3), CultureInfo.InvariantCulture)
            : 0;

    /// <summary>What follows the head.</summary>
    public string Body => Text.Split("\r\n\r\n", 2) is [_, var body] ? body : "";
}
