namespace Prenup.Core.Offers.Credentials;

/// <summary>A bearer token in a file that somebody else renews, as Kubernetes does for service accounts; read again as it changes.</summary>
/// <param name="Path">The file, absolute.</param>
public sealed record TokenFileCredential(string Path) : CloudCredential;
