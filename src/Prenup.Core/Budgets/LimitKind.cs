namespace Prenup.Core.Budgets;

/// <summary>What can be used up.</summary>
public enum LimitKind : byte
{
    /// <summary>The money of a window.</summary>
    Money,

    /// <summary>Requests of a minute.</summary>
    Requests,

    /// <summary>Tokens of a minute.</summary>
    Tokens,

    /// <summary>Exchanges at a time.</summary>
    Concurrency,
}
