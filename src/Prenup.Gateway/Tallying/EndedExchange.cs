using Prenup.Core.Faults;
using Prenup.Core.Keys;
using Prenup.Core.Ledger;

namespace Prenup.Gateway.Tallying;

/// <summary>An exchange that ended, with all that is known of it by then.</summary>
/// <param name="Arrival">The request's head.</param>
/// <param name="Key">Who asked; null where that was not established.</param>
/// <param name="Exchange">What was asked and permitted; null where it was refused before.</param>
/// <param name="Attempt">The attempt that answered; null where none did.</param>
/// <param name="Closed">Its closed entry; null where none answered.</param>
/// <param name="Fault">What went wrong; null where nothing did.</param>
/// <param name="Attempts">Upstream calls that were made.</param>
internal readonly record struct EndedExchange(
    Arrival Arrival,
    VirtualKey? Key,
    Exchange? Exchange,
    Attempt? Attempt,
    Closed? Closed,
    Fault? Fault,
    int Attempts
);
