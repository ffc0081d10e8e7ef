namespace Prenup.Core.Offers;

/// <summary>How an account's cloud is reached, where that is not straight and by the system's own certificates.</summary>
public sealed record Network
{
    /// <summary>Straight, by the system's certificates, with as many connections as there are exchanges.</summary>
    public static Network Default { get; } = new();

    /// <summary>The HTTP proxy for everything sent to this account; null goes straight. The environment's proxy is never used.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>A PEM file with the authorities to trust instead of the system's, absolute; null for the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>A PEM file with the client certificate and its key, absolute; null for none.</summary>
    public string? ClientCertificateFile { get; init; }

    /// <summary>Most connections at once; null for as many as there are exchanges.</summary>
    public int? Connections { get; init; }
}
