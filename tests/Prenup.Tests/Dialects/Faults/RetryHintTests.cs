using Prenup.Dialects.Faults;
using Xunit;

namespace Prenup.Tests.Dialects.Faults;

public sealed class RetryHintTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("retry-after: 2", 2000)]
    [InlineData("retry-after: 0.25", 250)]
    [InlineData("retry-after: -5", 0)]
    [InlineData("retry-after: Mon, 23 Nov 2026 12:00:30 GMT", 30_000)]
    [InlineData("retry-after: Mon, 23 Nov 2026 11:00:00 GMT", 0)]
    [InlineData("retry-after-ms: 1500.5", 1500.5)]
    [InlineData("retry-after: 1|retry-after-ms: 0", 1000)]
    [InlineData("retry-after-ms: 10|x-ms-retry-after-ms: 20", 20)]
    [InlineData("x-ratelimit-reset-requests: 2ms|x-ratelimit-reset-tokens: 6m0s", 360_000)]
    [InlineData("x-ratelimit-reset-requests: 1h2m3.5s", 3_723_500)]
    [InlineData("x-ratelimit-reset-tokens: 7", 7)]
    [InlineData("retry-after: 99999999999999999999", 86_400_000)]
    public void The_longest_wait_of_a_429_counts(string headers, double milliseconds) =>
        Assert.Equal(milliseconds, Parse(429, headers).Wait?.TotalMilliseconds);

    [Theory]
    [InlineData("")]
    [InlineData("retry-after: soon")]
    [InlineData("x-ratelimit-reset-requests: never")]
    [InlineData("x-ratelimit-reset-requests: 5x")]
    [InlineData("x-ratelimit-reset-requests: s")]
    public void Nonsense_asks_for_no_wait(string headers) => Assert.Null(Parse(429, headers).Wait);

    [Fact]
    public void Beside_a_429_a_reset_counts_only_when_nothing_remains()
    {
        Assert.Null(Parse(500, "x-ratelimit-reset-tokens: 3s|x-ratelimit-remaining-tokens: 9").Wait);
        Assert.Equal(3, Parse(500, "x-ratelimit-reset-tokens: 3s|x-ratelimit-remaining-tokens: 0").Wait?.TotalSeconds);
    }

    [Fact]
    public void The_cloud_may_say_whether_to_retry()
    {
        Assert.True(Parse(500, "x-should-retry: true").ShouldRetry);
        Assert.False(Parse(500, "x-should-retry: false").ShouldRetry);
        Assert.Null(Parse(500, "x-should-retry: maybe").ShouldRetry);
    }

    private static RetryHint Parse(int status, string headers)
    {
        var map = headers
            .Split('|', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        return RetryHint.Parse(status, name => map.GetValueOrDefault(name), Now);
    }
}
