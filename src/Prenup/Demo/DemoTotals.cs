using Prenup.Commands;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
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
        var exchanges = Sum(LedgerFilter.All)?.Exchanges ?? 0;
        var totals = clouds.All.OrderBy(static cloud => cloud.Name, StringComparer.Ordinal).Select(Total);
        return new DemoTotals(exchanges, [.. totals]);

        LedgerSum? Sum(LedgerFilter filter) => ledger.Sum(LedgerGrouping.All, filter) is [var sum] ? sum : null;

        CloudTotal Total(SandboxCloud cloud)
        {
            var sum = Sum(Filter(cloud.Name));
            var settled = Sum(Filter(cloud.Name) with { State = AttemptState.Settled });
            return new CloudTotal(
                cloud.Name,
                sum?.Exchanges ?? 0,
                settled?.Cost ?? default,
                new PicoTotal(cloud.Invoice().TotalPico),
                Estimated(sum),
                sum?.CostUnknown ?? 0
            );
        }
    }

    // Bedrock is one cloud with two hosts that send an invoice each; the demonstration has one account at either.
    private static LedgerFilter Filter(string name) =>
        CloudNames.TryParse(name, out var cloud) ? new() { Cloud = cloud } : new() { Account = name };

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
        var table = Picture.Table("cloud", ">exchanges", ">ledger USD", ">invoice USD", "");
        foreach (var cloud in Clouds)
        {
            table.Add(
                cloud.Cloud,
                Cells.Count(cloud.Exchanges),
                cloud.Ledger.ToString(),
                cloud.Invoice.ToString(),
                Verdict(cloud)
            );
        }
        Picture.On(writer).Write(table);
    }

    private static string Verdict(CloudTotal cloud) =>
        (cloud.IsEqual ? "equal" : "NOT EQUAL")
        + (cloud.Estimated > 0 ? $", {cloud.Estimated} estimated" : "")
        + (cloud.Unknown > 0 ? $", {cloud.Unknown} unknown" : "");

    private static long Estimated(LedgerSum? sum) =>
        sum is null
            ? 0
            : sum.ByState.GetValueOrDefault(AttemptState.Estimated)
                + sum.ByState.GetValueOrDefault(AttemptState.Partial);
}
