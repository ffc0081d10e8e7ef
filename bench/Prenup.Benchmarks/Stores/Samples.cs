using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Benchmarks.Stores;

/// <summary>Entries of the size that real ones have.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);

    public static Opened Opened(long attempt) =>
        new()
        {
            Attempt = new LedgerId(attempt),
            Exchange = new LedgerId(attempt),
            Ordinal = 1,
            At = Noon,
            Key = "catalogue-prod",
            Project = "catalogue",
            Team = "search",
            Model = "gpt-5.5",
            Offer = "azure-payg",
            Account = "azure-eu",
            Cloud = Cloud.Azure,
            Dialect = Dialect.OpenAiChat,
            Operation = Operation.Generate,
            Streamed = false,
        };

    public static Closed Closed(long attempt) =>
        new()
        {
            Attempt = new LedgerId(attempt),
            At = Noon,
            Outcome = Outcome.Completed,
            Basis = UsageBasis.Reported,
            Usage = default(UsageVector)
                .With(Meter.TextIn, 1200)
                .With(Meter.TextInCached, 800)
                .With(Meter.TextOut, 350),
            Terms = new Terms("azure/gpt-5.5", Noon.AddDays(-60), "default", 0),
            Cost = new PicoDollars(5_100_000_000),
            Status = 200,
            CloudRequestId = "0d9c5b0a-7b1f-4f0e-9f3e-9b6f8a1c2d3e",
            ServedModel = "gpt-5.5-2026-04-23",
            ServedTier = "default",
            FirstContent = TimeSpan.FromMilliseconds(310),
            Duration = TimeSpan.FromMilliseconds(2900),
        };
}
