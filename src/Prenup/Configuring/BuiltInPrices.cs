using System.Text;
using Prenup.Configuring.Yaml;
using Prenup.Core.Prices;

namespace Prenup.Configuring;

/// <summary>The price book that ships with the executable: <c>Prices/builtin.yaml</c>.</summary>
public static class BuiltInPrices
{
    private const string Resource = "Prenup.Prices.builtin.yaml";

    private static readonly Lazy<IReadOnlyList<Price>> Loaded = new(Load);

    /// <summary>Every price of every date, in the file's order.</summary>
    public static IReadOnlyList<Price> All => Loaded.Value;

    private static IReadOnlyList<Price> Load()
    {
        using var stream =
            typeof(BuiltInPrices).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The executable was built without {Resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var problems = new Problems();
        var prices = PriceFile.Read(
            reader.ReadToEnd(),
            new Reading("builtin", problems, static _ => null, Offline: false)
        );
        return problems.Errors is [var first, ..] ? throw new InvalidOperationException(first.ToString()) : prices;
    }
}
