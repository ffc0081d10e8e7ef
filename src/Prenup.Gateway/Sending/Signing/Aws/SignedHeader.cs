namespace Prenup.Gateway.Sending.Signing.Aws;

/// <summary>A header that is signed.</summary>
/// <param name="name">Its name in any case.</param>
/// <param name="value">Its value as sent.</param>
internal readonly struct SignedHeader(string name, string value)
{
    /// <summary>The name in lower case.</summary>
    public string Name { get; } = name.ToLowerInvariant();

    /// <summary>The value as sent.</summary>
    public string Value { get; } = value;
}
