using Prenup.Core.Keys;

namespace Prenup.Core.Offers.Credentials;

/// <summary>Keys that the cloud issued, sent as they are. The first one that the cloud takes is used, so that two overlap while one is rotated.</summary>
/// <param name="Keys">At least one, in the order in which they are tried.</param>
public sealed record KeyCredential(params IReadOnlyList<Secret> Keys) : CloudCredential
{
    /// <inheritdoc/>
    public bool Equals(KeyCredential? other) => other is not null && Keys.SequenceEqual(other.Keys);

    /// <inheritdoc/>
    public override int GetHashCode() => Keys.Count > 0 ? Keys[0].GetHashCode() : 0;

    /// <summary>Never a key.</summary>
    public override string ToString() => "***";
}
