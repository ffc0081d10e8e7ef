namespace Prenup.Sandbox.Tokens;

/// <summary>One token that an identity provider of the sandbox has issued.</summary>
/// <param name="Value">Its text: what goes behind <c>Bearer</c>.</param>
/// <param name="Kind">The way it was asked for.</param>
/// <param name="Subject">For whom.</param>
/// <param name="Scope">What it is good for; space-separated where there are several.</param>
/// <param name="Expires">From when on it is refused.</param>
public sealed record IssuedToken(string Value, string Kind, string Subject, string Scope, DateTimeOffset Expires)
{
    /// <summary>Seconds until it expires, begun ones counted whole: what <c>expires_in</c> says.</summary>
    internal long SecondsLeft(TimeProvider clock) => (long)Math.Ceiling((Expires - clock.GetUtcNow()).TotalSeconds);
}
