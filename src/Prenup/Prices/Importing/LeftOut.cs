namespace Prenup.Prices.Importing;

/// <summary>A catalogue's row that did not, or not wholly, become a price.</summary>
/// <param name="Row">Its name in the catalogue.</param>
/// <param name="Reason">Why not.</param>
/// <param name="PerToken">Whether it names a rate per token, so that a price was to be expected.</param>
public sealed record LeftOut(string Row, string Reason, bool PerToken);
