using System.Globalization;
using System.Text;
using Prenup.Core.Usage;

namespace Prenup.Core.Prices;

/// <summary>
/// The line that says resolved terms in full: price, version, tier and band, then each band's rates in USD per million:
/// <c>openai/gpt-5.5 2026-04-23T00:00:00.0000000Z default 0 &gt;0 text-in=5 text-out=30</c>. A request that spilled over says where
/// to before the bands: <c>@azure-payg</c>.
/// </summary>
public static class TermsText
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>Writes terms; the same terms give the same line.</summary>
    public static string Of(Terms terms)
    {
        var line = new StringBuilder()
            .Append(Uri.EscapeDataString(terms.PriceId))
            .Append(' ')
            .Append(terms.ValidFrom.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture))
            .Append(' ')
            .Append(Uri.EscapeDataString(terms.Tier))
            .Append(CultureInfo.InvariantCulture, $" {terms.AboveInputTokens}");
        if (terms.SpilledTo is { } offer)
        {
            line.Append(" @").Append(Uri.EscapeDataString(offer));
        }
        foreach (var band in terms.Bands)
        {
            line.Append(CultureInfo.InvariantCulture, $" >{band.AboveInputTokens}");
            foreach (var meter in Meters.All)
            {
                if (band[meter] is { } rate)
                {
                    line.Append(CultureInfo.InvariantCulture, $" {meter.Name()}={rate}");
                }
            }
        }
        return line.ToString();
    }

    /// <summary>Reads what <see cref="Of"/> wrote.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static Terms Parse(string line)
    {
        var words = line.Split(' ');
        if (words.Length < 4)
        {
            throw new FormatException($"These are no terms: '{line}'.");
        }
        var tier = Uri.UnescapeDataString(words[2]);
        var bands = new List<PriceRow>();
        var rates = new decimal?[Meters.Count];
        string? spilledTo = null;
        foreach (var word in words.Skip(4))
        {
            if (word.StartsWith('@'))
            {
                spilledTo = Uri.UnescapeDataString(word[1..]);
                continue;
            }
            if (word.StartsWith('>'))
            {
                rates = new decimal?[Meters.Count];
                bands.Add(new PriceRow(tier, Number(word[1..]), rates));
                continue;
            }
            var at = word.IndexOf('=', StringComparison.Ordinal);
            if (at < 0 || bands.Count == 0 || !Meters.TryParse(word[..at], out var meter))
            {
                throw new FormatException($"'{word}' is no rate.");
            }
            rates[(int)meter] = decimal.Parse(word[(at + 1)..], NumberStyles.Number, CultureInfo.InvariantCulture);
        }
        var from = DateTimeOffset.ParseExact(
            words[1],
            Instant,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal
        );
        return new Terms(Uri.UnescapeDataString(words[0]), from, tier, Number(words[3]))
        {
            Bands = bands,
            SpilledTo = spilledTo,
        };
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
