namespace Prenup.Core.Prices;

/// <summary>What to do with an attempt whose price is not in the book. It is never 0.</summary>
public enum UnknownPrice : byte
{
    /// <summary>Refuse it before it is sent.</summary>
    Refuse = 0,

    /// <summary>Send it; its entry's cost is unknown, counted and shown as such.</summary>
    Flag = 1,
}
