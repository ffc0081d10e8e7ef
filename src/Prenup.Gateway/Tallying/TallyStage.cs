using Prenup.Core.Billing;
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
    ITokenCounter tokens,
    TimeProvider clock
)
{
    /// <summary>Enters how an attempt ended. What it returns is in the journal.</summary>
    public Closed Run(Exchange exchange, Attempt attempt, Answer answer, Delivery delivery)
    {
        var (basis, usage, method) = Usage(exchange, attempt, answer, delivery);
        var facts = delivery.Facts;
        var tier = facts?.ServedTier ?? answer.Served.Tier;
        var cost = basis is UsageBasis.Reported or UsageBasis.Estimated
            ? Price(usage, exchange, attempt, answer.Served with { Tier = tier })
            : default;
        var closed = new Closed
        {
            Attempt = attempt.Id,
            At = clock.GetUtcNow(),
            Outcome = delivery.Outcome,
            Basis = basis,
            Usage = usage,
            Method = method,
            Terms = cost.Terms,
            Cost = basis == UsageBasis.NotBilled ? Core.Money.PicoDollars.Zero : cost.Amount,
            ReportedCost = facts?.ReportedCost,
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

    private (UsageBasis Basis, UsageVector Usage, string? Method) Usage(
        Exchange exchange,
        Attempt attempt,
        Answer answer,
        Delivery delivery
    )
    {
        if (!exchange.Generates || !answer.Left)
        {
            return (UsageBasis.NotBilled, default, null);
        }
        var rule = BillingRules.For(
            new Ending(
                attempt.Offer.Account.Cloud,
                attempt.Id.At,
                answer.Status,
                delivery.Outcome,
                delivery.Fault?.Kind ?? FaultKind.None,
                HasOutput: delivery.FirstContentAt is not null
            )
        );
        if (rule.Billed == Billed.No)
        {
            return (UsageBasis.NotBilled, default, null);
        }
        if (delivery.Facts is { HasUsage: true } facts)
        {
            return (UsageBasis.Reported, facts.Usage, null);
        }
        // What left is counted, also where nobody says whether it is billed.
        var (usage, method) = Estimate.Of(exchange, attempt, delivery, tokens);
        return (
            UsageBasis.Estimated,
            usage,
            rule.Billed == Billed.Unknown ? $"{method}; the cloud may not bill it" : method
        );
    }

    // A request that spilled over is billed by the token, by whom it spilled to.
    private static Cost Price(in UsageVector usage, Exchange exchange, Attempt attempt, ServedBy served)
    {
        var offer = attempt.Offer;
        var tier = Pricing.Tier(served.Tier, offer.Tier);
        if (served.SpilledTo is not { } deployment)
        {
            return Pricing.Of(usage, attempt.Price, tier);
        }
        var price = offer.SpillTo is { } target
            ? exchange.Arrival.Catalogue.Prices.At(target.PriceId, target.Scope, attempt.Id.At)
            : attempt.Price;
        var cost = Pricing.Of(usage, price, tier);
        return cost.Terms is { } terms
            ? cost with
            {
                Terms = terms with { SpilledTo = offer.SpillTo?.Offer ?? deployment },
            }
            : cost;
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
