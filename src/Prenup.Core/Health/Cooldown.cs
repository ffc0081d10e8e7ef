namespace Prenup.Core.Health;

/// <summary>Until when an offer rests, and why.</summary>
/// <param name="Until">When it may be asked again.</param>
/// <param name="Reason">What the cloud said, for people.</param>
/// <param name="Rate">Whether it is a rate limit, which waiting heals, rather than a failure.</param>
public sealed record Cooldown(DateTimeOffset Until, string Reason, bool Rate);
