namespace Prenup.Gateway;

/// <summary>The one credential that a request carries, from whichever header its SDK uses.</summary>
/// <param name="Key">The key as sent; null where there is none.</param>
/// <param name="Conflicting">Two headers carry different ones: nobody can say which one counts.</param>
public readonly record struct Credentials(string? Key, bool Conflicting)
{
    /// <summary>Never the key.</summary>
    public override string ToString() =>
        Conflicting ? "conflicting"
        : Key is null ? "none"
        : "***";
}
