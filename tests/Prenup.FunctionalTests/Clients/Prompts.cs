namespace Prenup.FunctionalTests.Clients;

/// <summary>What the clients ask; the simulated clouds answer by these words.</summary>
internal static class Prompts
{
    public const string Text = "Say 30 words, with <angles> & \"quotes\" and a fox 🦊";
    public const string Tool = "Please call the tool";
    public const string ParallelTools = "Please call the tool, in parallel";

    public const string WeatherSchema =
        """{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},"required":["city","days"],"additionalProperties":false}""";

    public const string TimeSchema =
        """{"type":"object","properties":{"zone":{"type":"string"}},"required":["zone"],"additionalProperties":false}""";

    /// <summary>An image of one red pixel.</summary>
    public static BinaryData Pixel { get; } =
        new(
            Convert.FromBase64String(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
            ),
            "image/png"
        );
}
