using Prenup.Core.Budgets;
using Prenup.Core.Ports;

namespace Prenup.Gateway;

/// <summary>
/// Whether new exchanges should come here. A cloud that is down does not make the gateway unready: other offers may answer,
/// and if none can, no other instance of it could either.
/// </summary>
public sealed class Readiness(Room room, ILedger ledger, Allowances allowances)
{
    /// <summary>Why not, in a word or two; null while the gateway is ready.</summary>
    public string? WhyNot =>
        room.Closing ? "draining"
        : ledger.IsAccepting && allowances.Known ? null
        : "ledger unavailable";
}
