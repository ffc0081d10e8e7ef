namespace Prenup.Configuring.Sections;

/// <summary>Words of the language whose meaning comes with a later version: they validate, and are not served.</summary>
internal static class LaterNames
{
    public static IReadOnlyList<string> Dialects { get; } =
    ["anthropic-messages", "gemini", "bedrock-converse", "bedrock-invoke"];

    public static IReadOnlyList<string> Routes { get; } = ["worth", "cheapest", "fastest"];
}
