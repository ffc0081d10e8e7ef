namespace Prenup.Core.Contracts;

/// <summary>What becomes of the part of a commitment that was not spent.</summary>
public enum Shortfall : byte
{
    /// <summary>It is paid at the end.</summary>
    Pay,

    /// <summary>It is paid and becomes a credit, as with Azure's consumption commitments.</summary>
    Credit,
}
