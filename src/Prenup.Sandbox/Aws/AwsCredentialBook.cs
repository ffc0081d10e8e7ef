using System.Collections.Concurrent;
using System.Security.Cryptography;
using Prenup.Sandbox.Aws.Signing;

namespace Prenup.Sandbox.Aws;

/// <summary>Every credential that the simulated AWS knows, and how many it gave out. Thread-safe.</summary>
public sealed class AwsCredentialBook
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int MostKept = 10_000;

    private readonly ConcurrentDictionary<string, AwsCredentials> _known = new();
    private readonly ConcurrentDictionary<string, string> _apiKeys = new();
    private readonly ConcurrentDictionary<AwsSource, long> _issued = new();
    private readonly TimeProvider _clock;
    private long _lifetimeTicks;

    internal AwsCredentialBook(SandboxAwsOptions options, TimeProvider clock)
    {
        _clock = clock;
        Lifetime = options.CredentialLifetime;
        _known[options.LongTerm.AccessKeyId] = options.LongTerm;
        _apiKeys[options.BedrockKey] = options.BedrockKey;
    }

    /// <summary>How long session credentials live that are issued from now on. Shorter than AWS allows is allowed here.</summary>
    public TimeSpan Lifetime
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _lifetimeTicks));
        set => Interlocked.Exchange(ref _lifetimeTicks, value.Ticks);
    }

    /// <summary>Every credential that it knows at this moment, expired ones for a while: a copy.</summary>
    public IReadOnlyCollection<AwsCredentials> Known => [.. _known.Values];

    /// <summary>How many session credentials were given out by one source; each answer counts.</summary>
    public long Issued(AwsSource source) => _issued.GetValueOrDefault(source);

    /// <summary>New session credentials, good for <see cref="Lifetime"/>.</summary>
    public AwsCredentials Issue(AwsSource source = AwsSource.Test)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        Forget(now);
        var made = new AwsCredentials(
            "ASIA" + RandomNumberGenerator.GetString(Letters, 16),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(30)),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)),
            now + Lifetime
        );
        _known[made.AccessKeyId] = made;
        _issued.AddOrUpdate(source, 1, static (_, count) => count + 1);
        return made;
    }

    /// <summary>New long-term credentials, beside those that exist.</summary>
    public AwsCredentials IssueLongTerm()
    {
        var made = new AwsCredentials(
            "AKIA" + RandomNumberGenerator.GetString(Letters, 16),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(30))
        );
        return _known[made.AccessKeyId] = made;
    }

    /// <summary>A new long-term Bedrock API key, beside those that exist.</summary>
    public string IssueApiKey()
    {
        string made = "ABSK" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(60));
        return _apiKeys[made] = made;
    }

    /// <summary>All session credentials are expired from now on: 403 ExpiredTokenException.</summary>
    public void ExpireAll()
    {
        DateTimeOffset now = _clock.GetUtcNow();
        foreach (AwsCredentials one in _known.Values.Where(c => c.SessionToken is not null))
        {
            _known.TryUpdate(one.AccessKeyId, one with { ExpiresAt = now }, one);
        }
    }

    /// <summary>An access key or Bedrock API key is unknown from now on: 403 UnrecognizedClientException or AccessDeniedException.</summary>
    public void Revoke(string accessKeyIdOrApiKey)
    {
        _known.TryRemove(accessKeyIdOrApiKey, out _);
        _apiKeys.TryRemove(accessKeyIdOrApiKey, out _);
    }

    internal AwsCredentials? Find(string accessKeyId) => _known.GetValueOrDefault(accessKeyId);

    /// <summary>Why a bearer of this id and token is refused before any signature is looked at; null when it is known and unexpired.</summary>
    internal AwsError? Refuse(string accessKeyId, string? sessionToken)
    {
        if (Find(accessKeyId) is not { } known || !SigV4.AreEqual(known.SessionToken ?? "", sessionToken ?? ""))
        {
            return AwsError.UnrecognizedClient();
        }

        return known.ExpiresAt <= _clock.GetUtcNow() ? AwsError.ExpiredToken() : null;
    }

    internal bool KnowsApiKey(string key) => _apiKeys.ContainsKey(key);

    // What expired is remembered for a while, so that it is refused as expired and not as unknown.
    private void Forget(DateTimeOffset now)
    {
        if (_known.Count < MostKept)
        {
            return;
        }

        foreach (AwsCredentials one in _known.Values.Where(c => c.ExpiresAt <= now))
        {
            _known.TryRemove(one.AccessKeyId, out _);
        }
    }
}
