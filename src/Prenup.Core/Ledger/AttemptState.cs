using Prenup.Core.Usage;

namespace Prenup.Core.Ledger;

/// <summary>The state of an attempt: a view of its entries, never stored.</summary>
public enum AttemptState : byte
{
    /// <summary>No closed entry yet.</summary>
    Open,

    /// <summary>It completed, and the cloud reported its usage.</summary>
    Settled,

    /// <summary>It ended early, and what it used until then is reported or estimated.</summary>
    Partial,

    /// <summary>It completed, and its usage is an estimate.</summary>
    Estimated,

    /// <summary>Nothing is known of what it used, or of its price.</summary>
    Unknown,

    /// <summary>The cloud refused it or the call is free: nothing is billed, no tokens are claimed.</summary>
    Unbilled,
}

/// <summary>The view from entries to states.</summary>
public static class AttemptStates
{
    /// <summary>The state's name: <c>settled</c>.</summary>
    public static string Name(this AttemptState state) =>
        state switch
        {
            AttemptState.Open => "open",
            AttemptState.Settled => "settled",
            AttemptState.Partial => "partial",
            AttemptState.Estimated => "estimated",
            AttemptState.Unbilled => "unbilled",
            _ => "unknown",
        };

    /// <summary>The state that a closed entry gives its attempt.</summary>
    public static AttemptState Of(Outcome outcome, UsageBasis basis, bool costKnown) =>
        basis switch
        {
            UsageBasis.NotBilled => AttemptState.Unbilled,
            UsageBasis.Unknown => AttemptState.Unknown,
            _ when !costKnown => AttemptState.Unknown,
            _ when outcome != Outcome.Completed => AttemptState.Partial,
            UsageBasis.Estimated => AttemptState.Estimated,
            _ => AttemptState.Settled,
        };
}
