using System.Globalization;
using Prenup.Core.Budgets;
using Prenup.Core.Faults;
using Prenup.Core.Money;

namespace Prenup.Gateway;

/// <summary>What a client reads of a limit that is reached: whose and which, what is left of it, and when it begins anew.</summary>
internal static class LimitRefusals
{
    /// <summary>The refusal.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="rates">What is left of this minute.</param>
    public static Fault Of(LimitReached limit, RateState rates) =>
        limit.Kind switch
        {
            LimitKind.Concurrency => Refusal(
                limit,
                "concurrency_limit_exceeded",
                $"Prenup: {limit.Scope} is limited to {limit.Limit} exchanges at a time, and none is left. Wait for one to end."
            ),
            LimitKind.Requests => Refusal(
                limit,
                "rate_limit_exceeded",
                $"Prenup: {limit.Scope} is limited to {limit.Limit} requests per minute, and none is left. More in {Seconds(limit.Wait)} s."
            ),
            LimitKind.Tokens => Refusal(
                limit,
                "token_rate_limit_exceeded",
                $"Prenup: {limit.Scope} is limited to {limit.Limit} tokens per minute; {limit.Left} are left, and this request may take {limit.Needed}. "
                    + (limit.Wait is null ? Never : $"More in {Seconds(limit.Wait)} s.")
            ),
            _ => Refusal(limit, "budget_exceeded", Money(limit)),
        } with
        {
            Rates = rates,
        };

    private const string Never = "It does not fit as it is: ask for fewer output tokens, or send less.";

    private static Fault Refusal(LimitReached limit, string code, string message) =>
        Refusals.Client(
            limit.Wait is null || limit is { Kind: LimitKind.Money, Held: false }
                ? FaultKind.QuotaExhausted
                : FaultKind.Rate,
            429,
            code,
            message
        ) with
        {
            RetryAfter = limit.Wait,
        };

    private static string Money(LimitReached limit)
    {
        var budget = limit.Budget!;
        var zone = budget.Period.Zone;
        var per = budget.Period.Unit switch
        {
            PeriodUnit.Term => "",
            var unit => $" per {unit.ToString().ToLowerInvariant()}",
        };
        var needs = limit.Needed is { } needed
            ? $"this request may cost {Usd(needed)} USD"
            : "what this request may cost is not known";
        var then =
            !limit.Window.Open && limit.Wait is null ? $"It ended at {Local(limit.Window.Begin, zone)}."
            : !limit.Window.Open ? $"It begins at {Local(limit.Window.End, zone)}."
            : limit.Wait is null ? Never
            : limit.Held ? "Requests in flight hold enough for it: try again shortly."
            : $"It begins anew at {Local(limit.Window.End, zone)}.";
        return $"Prenup: {limit.Scope} has {Usd(limit.Left)} USD left of its budget of {Usd(limit.Limit)} USD{per}, and {needs}. {then}";
    }

    private static string Usd(Int128 pico) => new PicoTotal(pico).ToString();

    private static string Local(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static long Seconds(TimeSpan? wait) => (long)Math.Ceiling(wait?.TotalSeconds ?? 0);
}
