using Prenup.Core.Usage;

namespace Prenup.Prices;

/// <summary>What a rate is the rate of.</summary>
/// <param name="Id">The price's id.</param>
/// <param name="Scope">Its scope.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Above">The context band's lower edge in input tokens.</param>
/// <param name="Meter">The meter.</param>
public sealed record RateKey(string Id, string Scope, string Tier, long Above, Meter Meter);
