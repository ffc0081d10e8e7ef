using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Tests.Stores;

/// <summary>Entries as a gateway makes them.</summary>
public static class Entries
{
    public static readonly DateTimeOffset Noon = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    public static PriceBook Prices { get; } = new([Price()]);

    public static Opened Opened(long attempt, Operation operation = Operation.Generate, string? tags = null) =>
        new()
        {
            Attempt = new LedgerId(attempt),
            Exchange = new LedgerId(attempt + 1_000_000),
            Ordinal = 1,
            At = Noon.AddMilliseconds(attempt),
            Key = "catalogue-prod",
            Project = "catalogue",
            Team = "",
            Model = "gpt-5.5",
            Offer = "azure-payg",
            Account = "azure-eu",
            Cloud = Cloud.Azure,
            Dialect = Dialect.OpenAiResponses,
            Operation = operation,
            Streamed = true,
            Tags = tags,
        };

    public static Closed Closed(long attempt, string? storedId = null)
    {
        var usage = default(UsageVector).With(Meter.TextIn, 120).With(Meter.TextInCached, 0).With(Meter.TextOut, 7);
        var cost = Pricing.Of(usage, Price(), "default");
        return new Closed
        {
            Attempt = new LedgerId(attempt),
            At = Noon.AddMilliseconds(attempt + 40),
            Outcome = Outcome.Completed,
            Basis = UsageBasis.Reported,
            Usage = usage,
            Terms = cost.Terms,
            Cost = cost.Amount,
            Status = 200,
            CloudRequestId = $"req-{attempt}",
            ServedModel = "gpt-5.5-2026-04-23",
            ServedTier = "default",
            StoredId = storedId,
            FirstContent = TimeSpan.FromMilliseconds(12.5),
            Duration = TimeSpan.FromMilliseconds(40),
        };
    }

    public static Closed Costing(long attempt, PicoDollars? cost) => Closed(attempt) with { Cost = cost };

    private static Price Price()
    {
        var rates = new decimal?[Meters.Count];
        (rates[(int)Meter.TextIn], rates[(int)Meter.TextInCached], rates[(int)Meter.TextOut]) = (1.25m, 0.125m, 10m);
        return new Price("azure/gpt-5.5", Noon.AddMonths(-3), "a test", [new PriceRow("default", 0, rates)]);
    }
}
