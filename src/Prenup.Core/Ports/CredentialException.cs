namespace Prenup.Core.Ports;

/// <summary>A credential cannot be had. The message reaches the client and the log: it says who refused and what to do, and holds no secret.</summary>
public sealed class CredentialException(string message, Exception? inner = null) : Exception(message, inner);
