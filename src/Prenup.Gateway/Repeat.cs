using Prenup.Core.Ledger;
using Prenup.Core.Usage;

namespace Prenup.Gateway;

/// <summary>An exchange that its client named by an <c>Idempotency-Key</c>, so that a repeat of the request is not a second charge.</summary>
/// <param name="exchange">The exchange that the name stands for.</param>
/// <param name="fingerprint">Of the request: a repeat is the same request.</param>
/// <param name="begun">When it began.</param>
public sealed class Repeat(LedgerId exchange, UInt128 fingerprint, DateTimeOffset begun)
{
    /// <summary>The header that tells a repeat what became of it: <c>joined</c> or <c>replayed</c>.</summary>
    public const string Header = "x-prenup-repeat";

    /// <summary>Characters of the longest name.</summary>
    public const int LongestName = 255;

    private volatile Recording? _recording;

    /// <summary>The exchange that the name stands for.</summary>
    public LedgerId Exchange { get; } = exchange;

    /// <summary>Of the request.</summary>
    public UInt128 Fingerprint { get; } = fingerprint;

    /// <summary>When it began.</summary>
    public DateTimeOffset Begun { get; } = begun;

    /// <summary>The reply while it is in flight; null once it has ended.</summary>
    public Recording? Recording => _recording;

    /// <summary>The status that its client saw; 0 while it is in flight, 499 where it saw none to its end.</summary>
    public int Status { get; private set; }

    /// <summary>Whether a cloud may bill something of it.</summary>
    public bool MayCost { get; private set; }

    /// <summary>One of its attempts was closed.</summary>
    public void Note(Closed closed) => MayCost |= closed.Basis != UsageBasis.NotBilled;

    /// <summary>From now on repeats may follow the reply.</summary>
    public void Record(Recording recording) => _recording = recording;

    /// <summary>It has ended: from now on its status alone is known.</summary>
    public void End(int status)
    {
        Status = status;
        _recording = null;
    }
}
