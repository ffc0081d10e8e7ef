namespace Prenup.Core.Keys;

/// <summary>The key that was valid before the last rotation, and still is for a while: so that clients can change over one by one.</summary>
/// <param name="Hash">Its SHA-256.</param>
/// <param name="Until">The first instant at which it is not valid any more.</param>
public sealed record PreviousKey(KeyHash Hash, DateTimeOffset Until);
