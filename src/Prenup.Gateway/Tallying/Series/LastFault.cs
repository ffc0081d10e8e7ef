using Prenup.Core.Faults;
using Prenup.Core.Ledger;

namespace Prenup.Gateway.Tallying.Series;

/// <summary>The last fault of an offer that was not its client's.</summary>
/// <param name="At">When.</param>
/// <param name="Attempt">In which attempt; the ledger has the rest.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Blame">Whose it was.</param>
/// <param name="Code">Its code.</param>
/// <param name="Status">The cloud's status; 0 where none came.</param>
public sealed record LastFault(
    DateTimeOffset At,
    LedgerId Attempt,
    FaultKind Kind,
    Blame Blame,
    string Code,
    int Status
);
