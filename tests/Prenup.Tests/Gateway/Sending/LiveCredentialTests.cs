using Microsoft.Extensions.Time.Testing;
using Prenup.Core.Ports;
using Prenup.Gateway.Sending.Signing;
using Xunit;

namespace Prenup.Tests.Gateway.Sending;

public sealed class LiveCredentialTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private readonly ScriptedSource _source;
    private readonly LiveCredential _live;

    public LiveCredentialTests()
    {
        _source = new ScriptedSource(_clock);
        _live = new LiveCredential(_source, _clock);
    }

    public void Dispose() => _live.Dispose();

    [Fact]
    public async Task G9_A_hundred_waiters_share_one_fetch()
    {
        var waiters = Enumerable.Range(0, 100).Select(_ => Task.Run(GetAsync)).ToList();
        await _source.IssueAsync("one", Hour);
        Assert.All(await Task.WhenAll(waiters), static secret => Assert.Equal("one", secret));
        Assert.Equal(1, _source.Fetches);
    }

    [Fact]
    public async Task A_waiter_that_leaves_does_not_end_the_fetch_of_the_others()
    {
        using var leaves = new CancellationTokenSource();
        var leaver = _live.GetAsync(leaves.Token).AsTask();
        var stayer = GetAsync();
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        await _source.IssueAsync("one", Hour);
        Assert.Equal("one", await stayer);
        Assert.Equal(1, _source.Fetches);
    }

    [Fact]
    public async Task G9_It_is_renewed_ahead_of_time_once_while_the_old_one_serves_at_once()
    {
        await HoldAsync("old", Hour);
        _clock.Advance(Hour - TimeSpan.FromMinutes(6));
        Assert.Equal("old", await AtAsync());
        Assert.Equal(1, _source.Fetches);

        _clock.Advance(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("old", await AtAsync());
        }
        await _source.IssueAsync("new", Hour);
        await UntilAsync("new");
        Assert.Equal(2, _source.Fetches);
    }

    [Fact]
    public async Task A_clock_that_steps_back_does_not_prolong_the_pause_after_a_failure()
    {
        var first = GetAsync();
        await _source.RefuseAsync(new CredentialException("none"));
        await Assert.ThrowsAsync<CredentialException>(() => first);

        _clock.AdjustTime(_clock.GetUtcNow() - Hour);
        var second = GetAsync();
        Assert.False(second.IsFaulted);
        await _source.IssueAsync("one", Hour);
        Assert.Equal("one", await second);
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again_after_a_pause_while_the_old_one_serves()
    {
        await HoldAsync("old", Hour);
        _clock.Advance(Hour - TimeSpan.FromMinutes(4));
        Assert.Equal("old", await AtAsync());
        await _source.RefuseAsync(new CredentialException("the issuer is down"));
        Assert.Equal("old", await AtAsync());

        while (_source.Fetches < 3) // the failure settles on another thread, and the pause begins there
        {
            _clock.Advance(TimeSpan.FromMilliseconds(500));
            Assert.Equal("old", await AtAsync());
            await Task.Delay(10, Stop);
        }
        await _source.IssueAsync("new", Hour);
        await UntilAsync("new");
    }

    [Fact]
    public async Task At_its_end_everybody_waits_for_the_next_one()
    {
        await HoldAsync("old", Hour);
        _clock.Advance(Hour);
        var waiter = GetAsync();
        Assert.False(waiter.IsCompleted);
        await _source.IssueAsync("new", Hour);
        Assert.Equal("new", await waiter);
    }

    [Fact]
    public async Task It_counts_as_ended_a_moment_before_since_it_has_to_travel()
    {
        await HoldAsync("old", Hour);
        _clock.Advance(Hour - TimeSpan.FromSeconds(9));
        var waiter = GetAsync();
        Assert.False(waiter.IsCompleted);
        await _source.IssueAsync("new", Hour);
        Assert.Equal("new", await waiter);
    }

    [Fact]
    public async Task G9_A_refused_one_is_never_used_again_and_many_refusals_are_one_fetch()
    {
        await HoldAsync("old", Hour);
        var refused = await _live.GetAsync(Stop);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.True(_live.Refuse(refused)));

        var waiters = Enumerable.Range(0, 10).Select(_ => GetAsync()).ToList();
        await _source.IssueAsync("new", Hour);
        Assert.All(await Task.WhenAll(waiters), static secret => Assert.Equal("new", secret));
        Assert.True(_live.Refuse(refused)); // late: the new one stays
        Assert.Equal("new", await AtAsync());
        Assert.Equal(2, _source.Fetches);
    }

    [Fact]
    public async Task What_a_fetch_would_bring_again_is_not_fetched_when_it_is_refused()
    {
        var source = new ScriptedSource(_clock, renews: false);
        using var live = new LiveCredential(source, _clock);
        var got = live.GetAsync(Stop);
        await source.IssueAsync("only", Timeout.InfiniteTimeSpan);
        Assert.False(live.Refuse(await got));
        Assert.Equal("only", (await live.GetAsync(Stop)).Secret.Reveal());
        Assert.Equal(1, source.Fetches);
    }

    [Fact]
    public async Task While_the_issuer_is_down_it_is_asked_once_a_second_and_everybody_learns_why()
    {
        var first = GetAsync();
        await _source.RefuseAsync(new CredentialException("the issuer is down"));
        await Assert.ThrowsAsync<CredentialException>(() => first);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal("the issuer is down", (await Assert.ThrowsAsync<CredentialException>(GetAsync)).Message);
        }
        Assert.Equal(1, _source.Fetches);

        _clock.Advance(TimeSpan.FromSeconds(1));
        var next = GetAsync();
        await _source.IssueAsync("new", Hour);
        Assert.Equal("new", await next);
    }

    [Fact]
    public async Task A_bug_of_a_source_is_a_credential_that_cannot_be_had_and_tells_no_more()
    {
        var first = GetAsync();
        await _source.RefuseAsync(new InvalidOperationException("secret=canary"));
        var fault = await Assert.ThrowsAsync<CredentialException>(() => first);
        Assert.DoesNotContain("canary", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_has_ended_already_is_none()
    {
        var first = GetAsync();
        await _source.IssueAsync("stale", TimeSpan.FromSeconds(-1));
        Assert.Contains(
            "clocks",
            (await Assert.ThrowsAsync<CredentialException>(() => first)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task One_to_look_at_again_serves_while_it_is_looked_at()
    {
        var first = GetAsync();
        await _source.IssueAsync("old", Timeout.InfiniteTimeSpan, _clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        Assert.Equal("old", await first);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("old", await AtAsync());
        await _source.IssueAsync("new", Timeout.InfiniteTimeSpan, _clock.GetUtcNow() + TimeSpan.FromSeconds(30));
        await UntilAsync("new");
    }

    private async Task HoldAsync(string secret, TimeSpan life)
    {
        var got = GetAsync();
        await _source.IssueAsync(secret, life);
        Assert.Equal(secret, await got);
    }

    private async Task<string> GetAsync() => (await _live.GetAsync(Stop)).Secret.Reveal();

    /// <summary>The credential without waiting.</summary>
    private async Task<string> AtAsync()
    {
        var got = _live.GetAsync(Stop);
        Assert.True(got.IsCompletedSuccessfully);
        return (await got).Secret.Reveal();
    }

    private async Task UntilAsync(string secret)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await AtAsync() != secret)
        {
            await Task.Delay(1, bound.Token);
        }
    }
}
