using System.Security.Cryptography;

namespace Prenup.Sandbox.Tokens;

/// <summary>
/// The tokens of one identity provider: what it issued, for how long, and to what end. The clouds that trust the
/// provider look here. Thread-safe.
/// </summary>
/// <param name="prefix">How the text of its tokens begins.</param>
/// <param name="clock">Decides when a token has expired.</param>
public sealed class TokenBook(string prefix, TimeProvider clock)
{
    private const int Most = 10_000;
    private const int Random = 48;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, IssuedToken> _tokens = [];
    private readonly Dictionary<string, int> _counts = [];

    /// <summary>How long tokens live that are issued from now on; one hour at first. Whole seconds, at least one.</summary>
    public TimeSpan Lifetime
    {
        get => field;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.FromSeconds(1));
            field = value;
        }
    } = TimeSpan.FromHours(1);

    /// <summary>How many tokens were issued, by kind: a copy.</summary>
    public IReadOnlyDictionary<string, int> Counts
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, int>(_counts);
            }
        }
    }

    /// <summary>How many tokens of a kind were issued.</summary>
    public int Issued(string kind) => Counts.GetValueOrDefault(kind);

    /// <summary>Issues a token, as the provider does on request; a test may ask for one by itself.</summary>
    /// <param name="kind">The way it is asked for, such as <c>jwt-bearer</c>; it is counted under this name.</param>
    /// <param name="subject">For whom.</param>
    /// <param name="scope">What it is good for.</param>
    public IssuedToken Issue(string kind, string subject = "test", string scope = "")
    {
        string text = prefix + RandomNumberGenerator.GetString(Letters, Random);
        lock (_lock)
        {
            var token = new IssuedToken(text, kind, subject, scope, clock.GetUtcNow() + Lifetime);
            if (_tokens.Count >= Most)
            {
                Forget();
            }

            _tokens[text] = token;
            _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
            return token;
        }
    }

    /// <summary>Takes back every token issued so far, at once: each is refused from now on, before its time.</summary>
    public void Revoke()
    {
        lock (_lock)
        {
            _tokens.Clear();
        }
    }

    /// <summary>The token if it may still be used; null when it is unknown, revoked or expired.</summary>
    public IssuedToken? Find(string? text)
    {
        lock (_lock)
        {
            return
                text is not null
                && _tokens.TryGetValue(text, out IssuedToken? token)
                && token.Expires > clock.GetUtcNow()
                ? token
                : null;
        }
    }

    /// <summary>Whether the token was good once, and its time is over.</summary>
    internal bool HasExpired(string? text)
    {
        lock (_lock)
        {
            return text is not null
                && _tokens.TryGetValue(text, out IssuedToken? token)
                && token.Expires <= clock.GetUtcNow();
        }
    }

    private void Forget()
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach (string expired in _tokens.Where(t => t.Value.Expires <= now).Select(t => t.Key).ToList())
        {
            _tokens.Remove(expired);
        }
    }
}
