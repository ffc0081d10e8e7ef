using Prenup.Core.Asking;
using Prenup.Core.Faults;

namespace Prenup.Gateway;

/// <summary>What would become of a request: found by the stages that serve one, without a cloud asked or a limit used.</summary>
/// <param name="Dialect">The dialect asked in.</param>
/// <param name="Key">The key's name.</param>
/// <param name="Model">The model that is meant; null where the request was refused before that was known.</param>
/// <param name="At">The instant of the decision.</param>
/// <param name="Draw">The random draw of the decision.</param>
/// <param name="Fault">Why it would be refused; null where it would be served.</param>
/// <param name="Offers">Every offer of the model: those asked in their order, then the others as written.</param>
public sealed record Explanation(
    Dialect Dialect,
    string Key,
    string? Model,
    DateTimeOffset At,
    ulong Draw,
    Fault? Fault,
    IReadOnlyList<Considered> Offers
);
