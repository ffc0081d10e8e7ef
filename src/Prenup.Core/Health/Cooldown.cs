namespace Prenup.Core.Health;

/// <summary>From when until when an offer rests, and why.</summary>
/// <param name="From">When it began.</param>
/// <param name="Until">When it may be asked again.</param>
/// <param name="Reason">What the cloud said, for people.</param>
/// <param name="Rate">Whether it is a rate limit, which waiting heals, rather than a failure.</param>
public sealed record Cooldown(DateTimeOffset From, DateTimeOffset Until, string Reason, bool Rate)
{
    // Instants of exchanges side by side are not in order; a clock that steps back is off by more than this.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    /// <summary>Whether the offer rests at an instant. Before the begin it does not: a clock that steps back makes no rest longer.</summary>
    public bool Holds(DateTimeOffset now) => now < Until && now > From - Slack;
}
