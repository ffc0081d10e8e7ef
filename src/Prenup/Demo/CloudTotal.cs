using Prenup.Core.Money;

namespace Prenup.Demo;

/// <summary>One cloud at the end: what the ledger says beside what the simulated cloud asks for.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Exchanges">Exchanges that came to it; one that moved on counts at both clouds.</param>
/// <param name="Ledger">The ledger's total over its settled entries.</param>
/// <param name="Invoice">The simulated cloud's own invoice, computed by other code from other data.</param>
/// <param name="Estimated">Closed entries whose usage nobody reported: replies cut short. They are in no total, since nobody can say whether the cloud bills them.</param>
/// <param name="Unknown">Closed entries whose cost nobody can say; they are in no total.</param>
public sealed record CloudTotal(
    string Cloud,
    long Exchanges,
    PicoTotal Ledger,
    PicoTotal Invoice,
    long Estimated,
    long Unknown
)
{
    /// <summary>Whether the two are the same to the last digit.</summary>
    public bool IsEqual => Ledger == Invoice;
}
