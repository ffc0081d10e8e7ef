namespace Prenup.Core.Billing;

/// <summary>Whether a cloud bills an attempt.</summary>
public enum Billed : byte
{
    /// <summary>No source says: what was used is estimated, and the bill shows it.</summary>
    Unknown,

    /// <summary>It does.</summary>
    Yes,

    /// <summary>It does not.</summary>
    No,
}
