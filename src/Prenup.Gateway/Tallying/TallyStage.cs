using Prenup.Core.Faults;
using Prenup.Core.Health;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Ports;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Gateway.Tallying;

/// <summary>Stage 8: usage → price → the closed entry; health into the state that Routing reads. Always, also after faults and aborts.</summary>
public sealed class TallyStage(
    ILedger ledger,
    OfferHealth health,
    SealedOrigins origins,
    ExchangeCounts counts,
    TimeProvider clock
)
{
    /// <summary>Enters how an attempt ended. What it returns is in the journal.</summary>
    public Closed Run(Exchange exchange, Attempt attempt, Answer answer, Delivery delivery)
    {
        var (basis, usage) = Usage(exchange, answer, delivery);
        var facts = delivery.Facts;
        var tier = facts?.ServedTier ?? answer.Served.Tier;
        var cost = basis is UsageBasis.Reported or UsageBasis.Estimated
            ? Pricing.Of(usage, attempt.Price, tier)
            : default;
        var closed = new Closed
        {
            Attempt = attempt.Id,
            At = clock.GetUtcNow(),
            Outcome = delivery.Outcome,
            Basis = basis,
            Usage = usage,
            Method = basis == UsageBasis.Estimated ? Estimate.Method(delivery.Outcome) : null,
            Terms = cost.Terms,
            Cost = basis == UsageBasis.NotBilled ? Core.Money.PicoDollars.Zero : cost.Amount,
            Status = answer.Status,
            Fault = delivery.Fault?.Kind ?? FaultKind.None,
            CloudRequestId = answer.CloudRequestId,
            ServedModel = answer.Served.SpilledTo ?? facts?.ServedModel ?? answer.Served.Model,
            ServedTier = tier,
            StoredId = StoredId(exchange, facts?.ResponseId),
            FirstContent = delivery.FirstContentAt is { } at ? clock.GetElapsedTime(attempt.Begun, at) : null,
            Duration = clock.GetElapsedTime(attempt.Begun),
        };
        ledger.Close(closed);
        counts.Closed(exchange, attempt, delivery, closed);
        Rest(attempt, delivery.Fault);
        foreach (var fingerprint in delivery.Sealed ?? [])
        {
            origins.Note(fingerprint, attempt.Offer.Account.Name);
        }
        return closed;
    }

    private static (UsageBasis Basis, UsageVector Usage) Usage(Exchange exchange, Answer answer, Delivery delivery)
    {
        if (!exchange.Generates || !answer.Left || delivery.Outcome == Outcome.Refused)
        {
            return (UsageBasis.NotBilled, default);
        }
        // Its bytes left, so that it may be billed although nobody says for what: unknown is only what was lost with the process.
        return delivery.Facts is { HasUsage: true } facts
            ? (UsageBasis.Reported, facts.Usage)
            : (UsageBasis.Estimated, Estimate.Of(exchange.Ask, delivery.Facts));
    }

    private static string? StoredId(Exchange exchange, string? responseId) =>
        exchange.Arrival.Dialect == Core.Asking.Dialect.OpenAiResponses
        && (!exchange.Generates || exchange.Ask.Asked?.Store != false)
            ? responseId ?? exchange.Arrival.StoredId
            : null;

    private void Rest(Attempt attempt, Fault? fault)
    {
        if (fault is not null && CooldownRule.For(fault) is { } rest)
        {
            health.Cool(attempt.Offer, clock.GetUtcNow(), rest, fault.Code, fault.Kind == FaultKind.Rate);
        }
    }
}
