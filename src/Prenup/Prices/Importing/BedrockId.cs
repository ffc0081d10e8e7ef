using Prenup.Core.Prices;

namespace Prenup.Prices.Importing;

/// <summary>Bedrock's model ids, whose beginning says where a request may be served.</summary>
internal static class BedrockId
{
    private const string Global = "global";

    // Inference profiles' prefixes; "regional" is genai-prices' word for all of them but the global one.
    private static readonly string[] Geographies =
    [
        Global,
        "us",
        "eu",
        "apac",
        "au",
        "jp",
        "ca",
        "in",
        "us-gov",
        Price.RegionalScope,
    ];

    /// <summary>The id without its prefix, and its scope: an id without one is served in the region that is called.</summary>
    public static (string Id, string Scope) Parse(string model)
    {
        var dot = model.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && Geographies.Contains(model[..dot])
            ? (model[(dot + 1)..], model[..dot])
            : (model, Price.RegionalScope);
    }
}
