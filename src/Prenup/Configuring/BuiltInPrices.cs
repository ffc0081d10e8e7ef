using System.Text;
using Prenup.Core.Prices;

namespace Prenup.Configuring;

/// <summary>The price book that ships with the executable: one file for each cloud, in the folder <c>Prices</c>.</summary>
public static class BuiltInPrices
{
    private const string Folder = "Prenup.Prices.";

    private static readonly Lazy<IReadOnlyList<Price>> Loaded = new(Load);

    /// <summary>Every price of every scope and date, file by file.</summary>
    public static IReadOnlyList<Price> All => Loaded.Value;

    private static IReadOnlyList<Price> Load()
    {
        var files = typeof(BuiltInPrices)
            .Assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0
            ? [.. files.SelectMany(Load)]
            : throw new InvalidOperationException($"The executable was built without {Folder}*.yaml.");
    }

    private static IReadOnlyList<Price> Load(string file)
    {
        using var reader = new StreamReader(
            typeof(BuiltInPrices).Assembly.GetManifestResourceStream(file)!,
            Encoding.UTF8
        );
        var (prices, errors) = PriceBooks.ReadText(reader.ReadToEnd(), file);
        return errors is [var first, ..] ? throw new InvalidOperationException(first.ToString()) : prices;
    }
}
