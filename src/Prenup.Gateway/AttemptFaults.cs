using Prenup.Core.Faults;
using Prenup.Core.Offers;
using Prenup.Core.Ports;

namespace Prenup.Gateway;

/// <summary>Faults of an attempt that no cloud put into words: timers, connections, replies that are not their dialect.</summary>
public static class AttemptFaults
{
    /// <summary>A timer fired, or the client left.</summary>
    public static Fault Fired(Phase phase, string offer) =>
        phase switch
        {
            Phase.ClientGone or Phase.Drain => ClientGone,
            Phase.ClientWrite => ClientStalled,
            Phase.Connect => Timeout("upstream_connect_timeout", $"offer '{offer}' did not take a connection in time"),
            Phase.Head => Timeout("upstream_head_timeout", $"offer '{offer}' did not begin to answer in time"),
            Phase.FirstContent => Timeout(
                "upstream_first_content_timeout",
                $"offer '{offer}' began to answer and produced no content in time"
            ),
            Phase.Idle => Timeout("upstream_idle_timeout", $"offer '{offer}' stopped producing content"),
            _ => Timeout("upstream_total_timeout", $"offer '{offer}' did not finish in time"),
        };

    /// <summary>The connection failed or broke.</summary>
    public static Fault Network(string offer, string what, RetryAdvice retry, Exception? cause) =>
        Upstream(
            FaultKind.Network,
            502,
            "upstream_unreachable",
            $"offer '{offer}' could not be reached: {what}",
            retry,
            cause
        );

    /// <summary>Nothing was sent: the account has no credential to send it with.</summary>
    public static Fault NoCredential(Offer offer, CredentialException cause) =>
        Upstream(
            FaultKind.Auth,
            503,
            "upstream_credential_unavailable",
            $"offer '{offer.Name}' was not asked: account '{offer.Account.Name}': {cause.Message}",
            RetryAdvice.Elsewhere,
            cause
        );

    /// <summary>The stream ended without its dialect's terminal event.</summary>
    public static Fault Cut(string offer, Exception? cause) =>
        Upstream(
            FaultKind.Network,
            502,
            "upstream_cut",
            $"offer '{offer}' cut its reply off before the end",
            RetryAdvice.Elsewhere,
            cause
        );

    /// <summary>The bytes are not HTTP.</summary>
    public static Fault NotHttp(string offer, Exception? cause) =>
        Upstream(
            FaultKind.UpstreamBug,
            502,
            "upstream_protocol_error",
            $"offer '{offer}' answered with bytes that are not HTTP",
            RetryAdvice.Elsewhere,
            cause
        );

    /// <summary>The bytes are not the dialect.</summary>
    public static Fault NotTheDialect(string offer, string what) =>
        Upstream(
            FaultKind.UpstreamBug,
            502,
            "upstream_protocol_error",
            $"offer '{offer}' answered with {what}",
            RetryAdvice.Elsewhere,
            null
        );

    /// <summary>The client went away.</summary>
    public static Fault ClientGone { get; } =
        new()
        {
            Kind = FaultKind.ClientGone,
            Blame = Blame.Client,
            Status = 499,
            Code = "client_gone",
            Message = "Prenup: the client closed the connection.",
        };

    /// <summary>The client does not read.</summary>
    public static Fault ClientStalled { get; } =
        ClientGone with
        {
            Kind = FaultKind.Timeout,
            Code = "client_write_timeout",
            Message = "Prenup: the client did not read its reply in time.",
        };

    /// <summary>Whether the client left or does not read: of the faults that blame it, those after which no reply reaches it.</summary>
    public static bool IsOutOfReach(Fault fault) =>
        fault is { Blame: Blame.Client, Kind: FaultKind.ClientGone or FaultKind.Timeout };

    private static Fault Timeout(string code, string what) =>
        Upstream(FaultKind.Timeout, 504, code, what, RetryAdvice.Elsewhere, null);

    private static Fault Upstream(
        FaultKind kind,
        int status,
        string code,
        string what,
        RetryAdvice retry,
        Exception? cause
    ) =>
        new()
        {
            Kind = kind,
            Blame = Blame.Upstream,
            Retry = retry,
            Status = status,
            Code = code,
            Message = $"Prenup: {what}.",
            Cause = cause,
        };
}
