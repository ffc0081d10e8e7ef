using Prenup.Core.Ledger;

namespace Prenup.Stores.Reading;

/// <summary>One attempt with its entries.</summary>
/// <param name="Opened">Its first entry.</param>
/// <param name="Closed">Its last entry; null while it is open.</param>
public sealed record LedgerRow(Opened Opened, Closed? Closed)
{
    /// <summary>The state that its entries give it.</summary>
    public AttemptState State =>
        Closed is null
            ? AttemptState.Open
            : AttemptStates.Of(Closed.Outcome, Closed.Basis, costKnown: Closed.Cost is not null);
}
