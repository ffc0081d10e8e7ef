namespace Prenup.Core.Keys;

/// <summary>What a key's clients may decide themselves, by header, request by request. Nothing unless the key says so.</summary>
[Flags]
public enum KeyOverrides
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Which offer answers: <c>x-prenup-offer</c>.</summary>
    Offer = 1,

    /// <summary>Which offers do not: <c>x-prenup-exclude-offers</c>.</summary>
    Exclude = 2,

    /// <summary>What the exchange may cost at most: <c>x-prenup-max-cost-usd</c>.</summary>
    CostCap = 4,
}
