using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Faults;

namespace Prenup.Sandbox.Seeing;

/// <summary>One request as the cloud saw it, and what became of it. A snapshot: a running call is replaced when it ends.</summary>
public sealed record SeenCall
{
    /// <summary>The call's number at this cloud, from 1, in order of arrival.</summary>
    public required long Sequence { get; init; }

    /// <summary>The caller's <c>x-client-request-id</c>; null when absent.</summary>
    public string? AttemptId { get; init; }

    /// <summary>When the head arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as sent, percent-encoding kept.</summary>
    public required string Path { get; init; }

    /// <summary>The query with its question mark, or empty.</summary>
    public required string Query { get; init; }

    /// <summary>Every request header, in the order received; credentials are in clear: they are the sandbox's own.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>The subject of the client's certificate, <c>CN=…</c>; null where none was asked for.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The raw body; empty when the sandbox was told not to keep bodies.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What the cloud's parser understood of the body.</summary>
    public required SeenBody Seen { get; init; }

    /// <summary>The status answered; 0 while no head was sent.</summary>
    public int Status { get; init; }

    /// <summary>The <c>x-request-id</c> or <c>x-amzn-requestid</c> answered; null when none was.</summary>
    public string? RequestId { get; init; }

    /// <summary>The kind of the fault applied, if any.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>The model that served the call, without its date; null when none did.</summary>
    public string? Model { get; init; }

    /// <summary>The tier that served the call; null when none did.</summary>
    public string? ServedTier { get; init; }

    /// <summary>The tokens billed; null for what is not billed: errors, canned replies, calls still running.</summary>
    public BilledUsage? Billed { get; init; }

    /// <summary>The amount billed in pico-dollars (10⁻¹² USD).</summary>
    public Int128 BilledPico { get; init; }

    /// <summary>How the call ended.</summary>
    public CallEnd End { get; init; }

    /// <summary>Bytes of the reply's body handed to the network.</summary>
    public long BytesSent { get; init; }

    /// <summary>A header's first value, without regard to case; null when absent.</summary>
    public string? Header(string name)
    {
        foreach (var (key, value) in Headers)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
