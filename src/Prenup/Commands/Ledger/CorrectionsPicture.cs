using System.Text.Json;
using Prenup.Commands.Prices;
using Prenup.Core.Money;
using Prenup.Core.Prices;
using Prenup.Pictures;

namespace Prenup.Commands.Ledger;

/// <summary>Corrections summed by the terms that they come to, for people and for programs.</summary>
internal static class CorrectionsPicture
{
    /// <summary>A table with a line for each price, tier and band; nothing where nothing changes.</summary>
    public static void Draw(Corrections corrections, TextWriter output)
    {
        if (corrections.Changes.Count == 0)
        {
            return;
        }
        var table = Picture.Table(
            "price",
            "from",
            "tier",
            ">above",
            ">attempts",
            ">USD before",
            ">USD after",
            ">change"
        );
        foreach (var group in Groups(corrections))
        {
            var (id, from, tier, above) = group.Key;
            Add(group, id, Dates.Text(from), tier, above == 0 ? "" : Cells.Count(above));
        }
        Add(corrections.Changes, "total", "", "", "");
        Picture.On(output).Write(table);

        void Add(IEnumerable<Correction> changes, string price, string from, string tier, string above)
        {
            var sum = Sum.Of(changes);
            table.Add(
                price,
                from,
                tier,
                above,
                Cells.Count(sum.Attempts),
                sum.Unknown == 0 ? sum.Before.ToString() : $"{sum.Before} + {Cells.Count(sum.Unknown)} unknown",
                sum.After.ToString(),
                sum.Change.ToString()
            );
        }
    }

    /// <summary>All of it; amounts are texts, since they are exact.</summary>
    public static void Write(Utf8JsonWriter json, Corrections corrections, int posted)
    {
        Write(json, Sum.Of(corrections.Changes));
        json.WriteNumber("same", corrections.Same);
        json.WriteNumber("unpriced", corrections.Unpriced);
        json.WriteNumber("posted", posted);
        json.WriteStartArray("groups");
        foreach (var group in Groups(corrections))
        {
            json.WriteStartObject();
            json.WriteString("price", group.Key.PriceId);
            json.WriteString("from", Dates.Text(group.Key.ValidFrom));
            json.WriteString("tier", group.Key.Tier);
            json.WriteNumber("aboveInputTokens", group.Key.AboveInputTokens);
            Write(json, Sum.Of(group));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Sum sum)
    {
        json.WriteNumber("attempts", sum.Attempts);
        json.WriteNumber("unknownBefore", sum.Unknown);
        json.WriteString("usdBefore", sum.Before.ToString());
        json.WriteString("usdAfter", sum.After.ToString());
        json.WriteString("usdChange", sum.Change.ToString());
    }

    private static IEnumerable<IGrouping<GroupKey, Correction>> Groups(Corrections corrections) =>
        corrections
            .Changes.GroupBy(static change => GroupKey.Of(change.Terms))
            .OrderBy(static group => group.Key.PriceId, StringComparer.Ordinal)
            .ThenBy(static group => group.Key.ValidFrom)
            .ThenBy(static group => group.Key.Tier, StringComparer.Ordinal)
            .ThenBy(static group => group.Key.AboveInputTokens);

    private readonly record struct GroupKey(
        string PriceId,
        DateTimeOffset ValidFrom,
        string Tier,
        long AboveInputTokens
    )
    {
        public static GroupKey Of(Terms terms) =>
            new(terms.PriceId, terms.ValidFrom, terms.Tier, terms.AboveInputTokens);
    }

    private readonly record struct Sum(long Attempts, long Unknown, PicoTotal Before, PicoTotal After)
    {
        public PicoTotal Change => new(After.Value - Before.Value);

        public static Sum Of(IEnumerable<Correction> changes) =>
            changes.Aggregate(
                default(Sum),
                static (sum, change) =>
                    new Sum(
                        sum.Attempts + 1,
                        sum.Unknown + (change.Before is null ? 1 : 0),
                        sum.Before + (change.Before ?? PicoDollars.Zero),
                        sum.After + change.After
                    )
            );
    }
}
