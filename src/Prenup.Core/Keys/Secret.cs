namespace Prenup.Core.Keys;

/// <summary>A credential. Prints as <c>***</c> wherever it is written by mistake.</summary>
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>The credential itself: for the header that carries it, nothing else.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public bool Equals(Secret? other) =>
        other is not null && string.Equals(value, other.Reveal(), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(value);

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}
