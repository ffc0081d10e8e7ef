namespace Prenup.Gateway.Sending;

/// <summary>The HTTP handler wanted to send a request again behind the ledger's back.</summary>
public sealed class ResentException() : IOException("The pooled connection was dead, and an attempt is sent once.");
