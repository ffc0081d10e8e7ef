namespace Prenup.Core.Contracts;

/// <summary>What counts towards a commitment.</summary>
public enum CountedSpend : byte
{
    /// <summary>Spend after discounts.</summary>
    Net,

    /// <summary>Spend at list price.</summary>
    List,
}
