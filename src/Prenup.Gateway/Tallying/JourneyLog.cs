using Microsoft.Extensions.Logging;
using Prenup.Core.Faults;
using Prenup.Core.Keys;
using Prenup.Core.Ledger;

namespace Prenup.Gateway.Tallying;

/// <summary>What is said of exchanges outside the ledger: counts, spans and the access log for all, the gateway's log for its own faults.</summary>
public sealed partial class JourneyLog(ILogger<JourneyLog> logger, AccessLog? access, ExchangeCounts counts)
{
    /// <summary>An exchange ended with a reply, a torn one included.</summary>
    public void Ended(Exchange exchange, Attempt attempt, Closed closed, Fault? fault)
    {
        counts.Ended(exchange, attempt, closed, fault);
        Spans.Ended(exchange, attempt, fault);
        access?.Add(
            new EndedExchange(exchange.Arrival, exchange.Permit.Key, exchange, attempt, closed, fault, attempt.Ordinal)
        );
    }

    /// <summary>A request was no exchange of its own: it repeats one.</summary>
    public void Repeated(Arrival arrival, VirtualKey key)
    {
        counts.Repeated();
        access?.Add(new EndedExchange(arrival, key, null, null, null, null, 0));
    }

    /// <summary>Another attempt follows one that failed.</summary>
    public void FailedOver(Exchange exchange, Fault fault) => counts.FailedOver(exchange, fault);

    /// <summary>An exchange was refused, after so many attempts.</summary>
    public void Refused(Arrival arrival, VirtualKey? key, Exchange? exchange, Fault fault, int attempts)
    {
        counts.Refused(exchange, fault);
        Spans.Ended(exchange, attempt: null, fault);
        access?.Add(new EndedExchange(arrival, key, exchange, null, null, fault, attempts));
        if (fault.Blame == Blame.Gateway)
        {
            LogRefused(arrival.Exchange.ToString(), fault.Code);
        }
    }

    /// <summary>The gateway itself failed.</summary>
    public void Failed(Arrival arrival, Exception bug) => LogFailed(bug, arrival.Exchange.ToString());

    [LoggerMessage(1, LogLevel.Error, "Exchange {Exchange} failed inside the gateway")]
    private partial void LogFailed(Exception bug, string exchange);

    [LoggerMessage(2, LogLevel.Warning, "Exchange {Exchange} was refused by the gateway: {Code}")]
    private partial void LogRefused(string exchange, string code);
}
