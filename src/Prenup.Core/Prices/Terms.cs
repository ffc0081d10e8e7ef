namespace Prenup.Core.Prices;

/// <summary>The resolved terms an attempt was priced under; kept in its entry, so that it recomputes exactly.</summary>
/// <param name="PriceId">The price in the book, by its <see cref="Price.Key"/>.</param>
/// <param name="ValidFrom">Which version of it.</param>
/// <param name="Tier">The tier served.</param>
/// <param name="AboveInputTokens">The context band's lower edge.</param>
public sealed record Terms(string PriceId, DateTimeOffset ValidFrom, string Tier, long AboveInputTokens);
