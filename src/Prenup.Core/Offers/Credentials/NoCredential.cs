namespace Prenup.Core.Offers.Credentials;

/// <summary>None: the server asks nobody who they are, as a local Ollama does.</summary>
public sealed record NoCredential : CloudCredential;
