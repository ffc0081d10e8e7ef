namespace Prenup.Stores.Keys;

/// <summary>One change to a key: who made, rotated or revoked it, and when. Never holds a key.</summary>
/// <param name="At">When.</param>
/// <param name="By">The user who ran the command, or <c>gateway</c>.</param>
/// <param name="Action"><c>create</c>, <c>rotate</c> or <c>revoke</c>.</param>
/// <param name="Key">The key's name.</param>
/// <param name="Detail">What it came to: project, expiry, overlap.</param>
public sealed record AuditEntry(DateTimeOffset At, string By, string Action, string Key, string Detail);
