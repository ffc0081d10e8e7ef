using Prenup.Commands;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Pictures;
using Prenup.Sandbox;
using Prenup.Stores.Reading;

namespace Prenup.Demo;

/// <summary>What the demonstration proves: per cloud, the ledger's total beside the simulated cloud's own invoice.</summary>
/// <param name="Exchanges">Exchanges in the ledger.</param>
/// <param name="Clouds">The clouds, by name.</param>
public sealed record DemoTotals(long Exchanges, IReadOnlyList<CloudTotal> Clouds)
{
    /// <summary>Whether all totals are equal, exactly.</summary>
    public bool AreEqual => Clouds.All(static cloud => cloud.IsEqual);

    /// <summary>Reads both sides; everything has to have ended.</summary>
    internal static DemoTotals Of(string folder, SandboxClouds clouds)
    {
        using var ledger = LedgerReader.Open(folder);
        var sums = ledger.Sum(LedgerGrouping.Cloud).ToDictionary(static sum => sum.Group);
        var exchanges = ledger.Sum(LedgerGrouping.All) is [var all] ? all.Exchanges : 0;
        var totals = clouds.All.OrderBy(static cloud => cloud.Name, StringComparer.Ordinal).Select(Total);
        return new DemoTotals(exchanges, [.. totals]);

        CloudTotal Total(SandboxCloud cloud)
        {
            var sum = sums.GetValueOrDefault(cloud.Name);
            return new CloudTotal(
                cloud.Name,
                sum?.Exchanges ?? 0,
                sum?.Cost ?? default,
                new PicoTotal(cloud.Invoice().TotalPico),
                Estimated(sum),
                sum?.CostUnknown ?? 0
            );
        }
    }

    /// <summary>One JSON object on one line.</summary>
    internal string Json() =>
        JsonLine.Of(json =>
        {
            json.WriteNumber("exchanges", Exchanges);
            json.WriteStartArray("clouds");
            foreach (var cloud in Clouds)
            {
                json.WriteStartObject();
                json.WriteString("cloud", cloud.Cloud);
                json.WriteNumber("exchanges", cloud.Exchanges);
                json.WriteString("ledgerUsd", cloud.Ledger.ToString());
                json.WriteString("invoiceUsd", cloud.Invoice.ToString());
                json.WriteEndObject();
            }
            json.WriteEndArray();
        });

    /// <summary>A table for people.</summary>
    internal void Draw(TextWriter writer)
    {
        var table = Picture.Table("cloud", ">exchanges", ">ledger USD", ">invoice USD", "", ">estimated", ">unknown");
        foreach (var cloud in Clouds)
        {
            table.Add(
                cloud.Cloud,
                Cells.Count(cloud.Exchanges),
                cloud.Ledger.ToString(),
                cloud.Invoice.ToString(),
                cloud.IsEqual ? "equal" : "NOT EQUAL",
                Cells.Count(cloud.Estimated),
                Cells.Count(cloud.Unknown)
            );
        }
        Picture.On(writer).Write(table);
    }

    private static long Estimated(LedgerSum? sum) =>
        sum is null
            ? 0
            : sum.ByState.GetValueOrDefault(AttemptState.Estimated)
                + sum.ByState.GetValueOrDefault(AttemptState.Partial);
}
