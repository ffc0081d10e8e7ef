namespace Prenup.Core.Contracts;

/// <summary>What a revenue share is a share of.</summary>
public enum ShareBase : byte
{
    /// <summary>The effective cost: list price under the contract.</summary>
    Effective,

    /// <summary>The list price.</summary>
    List,
}
