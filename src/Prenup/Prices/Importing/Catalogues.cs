using System.Text.Json;

namespace Prenup.Prices.Importing;

/// <summary>Reads any of the catalogues.</summary>
public static class Catalogues
{
    /// <summary>The formats by the names that the command line knows.</summary>
    public static IReadOnlyDictionary<string, CatalogueFormat> Names { get; } =
        new Dictionary<string, CatalogueFormat>
        {
            ["genai-prices"] = CatalogueFormat.GenAiPrices,
            ["litellm"] = CatalogueFormat.LiteLlm,
            ["portkey"] = CatalogueFormat.Portkey,
        };

    /// <summary>Reads a catalogue's text.</summary>
    /// <param name="json">The text, UTF-8.</param>
    /// <param name="format">Whose it is.</param>
    /// <param name="cloud">Of Portkey's, whose file it is; of the others, the only one wanted, or null for all.</param>
    /// <param name="from">The day from which it holds.</param>
    /// <param name="source">Where it is from, for people.</param>
    /// <exception cref="InvalidDataException">It is no JSON.</exception>
    public static CatalogueImport Read(
        ReadOnlyMemory<byte> json,
        CatalogueFormat format,
        string? cloud,
        DateOnly from,
        string source
    )
    {
        using var document = Parse(json, source);
        return format switch
        {
            CatalogueFormat.GenAiPrices => GenAiPricesCatalogue.Read(document.RootElement, cloud, from, source),
            CatalogueFormat.LiteLlm => LiteLlmCatalogue.Read(document.RootElement, cloud, from, source),
            _ => PortkeyCatalogue.Read(document.RootElement, cloud ?? "portkey", from, source),
        };
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json, string source)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{source} is no JSON: {fault.Message}", fault);
        }
    }
}
