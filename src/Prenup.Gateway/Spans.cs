using System.Diagnostics;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Gateway.Tallying.Series;

namespace Prenup.Gateway;

/// <summary>
/// A span for each exchange and, below it, one for each attempt. While nobody listens none is made. Never a prompt, a reply, a
/// key or a credential; what a span says of an error is out of closed lists.
/// </summary>
public static class Spans
{
    /// <summary>The name of the source that a listener asks for.</summary>
    public const string SourceName = "Prenup";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>Whether anybody listens.</summary>
    public static bool On => Source.HasListeners();

    /// <summary>The trace of the exchange that runs here; null while nobody listens.</summary>
    internal static string? CurrentTrace =>
        On && Activity.Current is { } span && span.Source == Source ? span.TraceId.ToHexString() : null;

    /// <summary>Begins the span of an exchange, below the client's where it sent one.</summary>
    public static Activity? Begin(Arrival arrival)
    {
        if (!On)
        {
            return null;
        }
        var parent = ActivityContext.TryParse(arrival.TraceParent, arrival.TraceState, isRemote: true, out var sent)
            ? sent
            : default;
        var operation = GenAi.Name(arrival.Operation, arrival.Dialect);
        return Source
            .StartActivity(operation, ActivityKind.Server, parent)
            ?.SetTag(GenAi.OperationName, operation)
            .SetTag("prenup.exchange", arrival.Exchange.ToString());
    }

    /// <summary>Begins the span of an attempt.</summary>
    public static Activity? Begin(Exchange exchange, Attempt attempt)
    {
        if (!On)
        {
            return null;
        }
        var (offer, arrival) = (attempt.Offer, exchange.Arrival);
        var operation = GenAi.Name(arrival.Operation, arrival.Dialect);
        return Source
            .StartActivity($"{operation} {offer.Model}", ActivityKind.Client)
            ?.SetTag(GenAi.OperationName, operation)
            .SetTag(GenAi.ProviderName, GenAi.Name(offer.Account.Cloud))
            .SetTag(GenAi.RequestModel, offer.Model)
            .SetTag("server.address", offer.Account.Endpoint.Host)
            .SetTag("server.port", offer.Account.Endpoint.Port)
            .SetTag("prenup.offer", offer.Name)
            .SetTag("prenup.account", offer.Account.Name)
            .SetTag("prenup.attempt", attempt.Id.ToString())
            .SetTag("prenup.attempt.ordinal", attempt.Ordinal);
    }

    /// <summary>Ends the span of an attempt with what its closed entry says.</summary>
    public static void End(Activity? span, Closed closed, Fault? fault)
    {
        if (span is null)
        {
            return;
        }
        if (closed.Basis is UsageBasis.Reported or UsageBasis.Estimated)
        {
            span.SetTag(GenAi.InputTokens, closed.Usage.TotalIn)
                .SetTag(GenAi.OutputTokens, closed.Usage.TotalOut)
                .SetTag(GenAi.CacheReadTokens, closed.Usage[Meter.TextInCached])
                .SetTag("prenup.usage.basis", Labels.Bases[(int)closed.Basis]);
        }
        span.SetTag(GenAi.ResponseModel, closed.ServedModel)
            .SetTag("http.response.status_code", closed.Status > 0 ? closed.Status : null)
            .SetTag("prenup.cost_usd", closed.Cost?.ToString())
            .SetTag("prenup.outcome", Labels.Outcomes[(int)closed.Outcome]);
        Fail(span, fault);
        span.Dispose();
    }

    /// <summary>Says in the span of the exchange how it ended.</summary>
    internal static void Ended(Exchange? exchange, Attempt? attempt, Fault? fault)
    {
        if (!On || Activity.Current is not { } span || span.Source != Source)
        {
            return;
        }
        if (exchange is not null)
        {
            span.DisplayName = $"{span.OperationName} {exchange.Permit.Model.Name}";
            span.SetTag(GenAi.RequestModel, exchange.Permit.Model.Name)
                .SetTag("prenup.key", exchange.Permit.Key.Name)
                .SetTag("prenup.project", exchange.Permit.Key.Project);
        }
        span.SetTag("prenup.offer", attempt?.Offer.Name)
            .SetTag("prenup.attempts", attempt?.Ordinal)
            .SetTag("http.response.status_code", fault?.Status ?? 200);
        Fail(span, fault);
    }

    // As of HTTP's conventions a server's span is no error for what its client did wrong.
    private static void Fail(Activity span, Fault? fault)
    {
        if (fault is null)
        {
            return;
        }
        span.SetTag(GenAi.ErrorType, Labels.Kinds[(int)fault.Kind])
            .SetTag("prenup.blame", Labels.Blames[Labels.Index(fault.Blame)]);
        if (fault.Blame != Blame.Client)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
