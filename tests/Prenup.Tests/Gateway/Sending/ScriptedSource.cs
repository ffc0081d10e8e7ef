using System.Collections.Concurrent;
using Prenup.Core.Keys;
using Prenup.Core.Ports;

namespace Prenup.Tests.Gateway.Sending;

/// <summary>An issuer whose answers the test gives, one fetch at a time.</summary>
internal sealed class ScriptedSource(TimeProvider clock, bool renews = true) : ICredentialSource
{
    private readonly ConcurrentQueue<TaskCompletionSource<IssuedCredential>> _waiting = [];
    private int _fetches;

    public int Fetches => Volatile.Read(ref _fetches);

    public bool Renews => renews;

    public async ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<IssuedCredential>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue(answer);
        Interlocked.Increment(ref _fetches);
        return await answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Answers the oldest fetch that waits, once there is one.</summary>
    public async Task IssueAsync(string secret, TimeSpan life, DateTimeOffset? lookAgain = null) =>
        (await NextAsync()).SetResult(
            new IssuedCredential(
                new Secret(secret),
                life == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : clock.GetUtcNow() + life
            )
            {
                LookAgain = lookAgain,
            }
        );

    public async Task RefuseAsync(Exception why) => (await NextAsync()).SetException(why);

    private async Task<TaskCompletionSource<IssuedCredential>> NextAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1)); // a fetch that never comes fails, and does not hang
        TaskCompletionSource<IssuedCredential>? waiting;
        while (!_waiting.TryDequeue(out waiting))
        {
            await Task.Delay(1, bound.Token);
        }
        return waiting;
    }
}
