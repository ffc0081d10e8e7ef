using System.Text.RegularExpressions;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Prices.Importing;

namespace Prenup.Tests.Prices;

/// <summary>One rate that a catalogue lists.</summary>
/// <param name="Catalogue">Which one: <c>litellm</c>.</param>
/// <param name="Place">What it is the rate of.</param>
/// <param name="Rate">USD per million tokens, without trailing zeros.</param>
internal sealed partial record CatalogueRate(string Catalogue, RatePlace Place, decimal Rate)
{
    private static readonly DateOnly Day = new(2026, 11, 23);

    /// <summary>Every rate of every catalogue, by our ids and scopes.</summary>
    public static IEnumerable<CatalogueRate> All() =>
        Files()
            .SelectMany(static file =>
                Import(file.Name, file.Format, file.Cloud).Prices.SelectMany(price => Of(file.Catalogue, price))
            );

    /// <summary>The shared catalogue files.</summary>
    public static IReadOnlyList<(string Name, string Catalogue, CatalogueFormat Format, string? Cloud)> Files() =>
        [
            ("genai-prices.json", "genai-prices", CatalogueFormat.GenAiPrices, null),
            ("litellm-model-prices.json", "litellm", CatalogueFormat.LiteLlm, null),
            ("portkey-openai.json", "portkey", CatalogueFormat.Portkey, "openai"),
            ("portkey-azure-openai.json", "portkey", CatalogueFormat.Portkey, "azure"),
            ("portkey-bedrock.json", "portkey", CatalogueFormat.Portkey, "bedrock"),
            ("portkey-vertex-ai.json", "portkey", CatalogueFormat.Portkey, "vertex"),
            ("portkey-google.json", "portkey", CatalogueFormat.Portkey, "gemini"),
            ("portkey-anthropic.json", "portkey", CatalogueFormat.Portkey, "anthropic"),
        ];

    public static CatalogueImport Import(string name, CatalogueFormat format, string? cloud) =>
        Catalogues.Read(File.ReadAllBytes(SharedFolder.Find($"prices/{name}")), format, cloud, Day, name);

    private static IEnumerable<CatalogueRate> Of(string catalogue, Price price) =>
        from row in price.Rows
        from meter in Meters.All
        where row[meter] is not null
        select new CatalogueRate(
            catalogue,
            new RatePlace(Undated(price), price.Scope, row.Tier, row.AboveInputTokens, meter),
            row[meter]!.Value
        );

    // litellm lists data zones by snapshots alone.
    private static string Undated(Price price) =>
        price.Scope.StartsWith("data-zone", StringComparison.Ordinal) ? Snapshot().Replace(price.Id, "") : price.Id;

    [GeneratedRegex("-20[0-9]{2}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Snapshot();
}

/// <summary>What a rate is the rate of.</summary>
internal sealed record RatePlace(string Price, string Scope, string Tier, long Above, Meter Meter)
{
    public override string ToString() => $"{Price} {Scope} {Tier} above {Above} {Meter.Name()}";
}
