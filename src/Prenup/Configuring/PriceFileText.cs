using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Configuring;

/// <summary>Writes prices as the text that <see cref="PriceFile"/> reads.</summary>
public static class PriceFileText
{
    /// <summary>Writes a whole price file; prices that differ by scope alone share one version.</summary>
    public static void Write(IEnumerable<Price> prices, TextWriter output)
    {
        output.Write("prices:\n");
        foreach (var id in prices.GroupBy(static price => price.Id))
        {
            output.Write($"  {Word(id.Key)}:\n");
            foreach (var version in id.GroupBy(static price => (price.ValidFrom, price.ValidUntil, Body: Body(price))))
            {
                output.Write($"    - valid-from: {Date(version.Key.ValidFrom)}\n");
                if (version.Key.ValidUntil is { } until)
                {
                    output.Write($"      valid-until: {Date(until)}\n");
                }
                var scopes = version.Select(static price => Word(price.Scope)).ToList();
                if (scopes is not [Price.GlobalScope])
                {
                    output.Write($"      scope: [{string.Join(", ", scopes)}]\n");
                }
                output.Write(version.Key.Body);
            }
        }
    }

    private static string Body(Price price)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"      source: {Quoted(price.Source)}\n      rows:\n");
        foreach (var row in price.Rows)
        {
            var fields = new List<string>();
            if (row.Tier != Pricing.DefaultTier)
            {
                fields.Add($"tier: {Word(row.Tier)}");
            }
            if (row.AboveInputTokens > 0)
            {
                fields.Add(string.Create(CultureInfo.InvariantCulture, $"above: {row.AboveInputTokens}"));
            }
            if (row.Beyond)
            {
                fields.Add("beyond: true");
            }
            fields.AddRange(
                Meters
                    .All.Where(meter => row[meter] is not null)
                    .Select(meter =>
                        string.Create(CultureInfo.InvariantCulture, $"{meter.Name()}: {row.Listed(meter)}")
                    )
            );
            text.Append(CultureInfo.InvariantCulture, $"        - {{ {string.Join(", ", fields)} }}\n");
        }
        return text.ToString();
    }

    private static string Date(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(
            instant.UtcDateTime.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'",
            CultureInfo.InvariantCulture
        );

    // A name that begins with a letter and ends in a letter or digit cannot be taken for anything else, save these.
    private static string Word(string name) =>
        char.IsAsciiLetter(name[0])
        && char.IsAsciiLetterOrDigit(name[^1])
        && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '@')
        && name is not ("null" or "true" or "false")
            ? name
            : Quoted(name);

    // YAML's double-quoted text is a superset of JSON's.
    private static string Quoted(string text) =>
        $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
