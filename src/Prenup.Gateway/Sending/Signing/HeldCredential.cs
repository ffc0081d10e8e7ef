using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending.Signing;

/// <summary>A credential and when to do something about it.</summary>
/// <param name="Issued">The credential.</param>
/// <param name="RenewAt">From when another is fetched while this one serves.</param>
/// <param name="EndsAt">From when it is not used any more.</param>
public sealed record HeldCredential(IssuedCredential Issued, DateTimeOffset RenewAt, DateTimeOffset EndsAt)
{
    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    // A token that ends while it travels is refused: it counts as ended a moment before.
    private static readonly TimeSpan MostMargin = TimeSpan.FromSeconds(10);

    /// <summary>Plans for what is left of its life: renewed in its last quarter, at most five minutes ahead.</summary>
    public static HeldCredential From(IssuedCredential issued, DateTimeOffset now)
    {
        if (issued.Expires == DateTimeOffset.MaxValue)
        {
            return new(issued, issued.LookAgain ?? issued.Expires, issued.Expires);
        }
        var life = issued.Expires - now;
        var ahead = TimeSpan.FromTicks(Math.Min(MostAhead.Ticks, life.Ticks / 4));
        var margin = TimeSpan.FromTicks(Math.Min(MostMargin.Ticks, life.Ticks / 20));
        var renewAt = issued.Expires - ahead;
        return new(issued, issued.LookAgain < renewAt ? issued.LookAgain.Value : renewAt, issued.Expires - margin);
    }
}
