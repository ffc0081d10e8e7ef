using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Timers;

/// <summary>One gateway with one model and its timers, warm, so that only the timer takes time.</summary>
internal sealed class Timed : IAsyncDisposable
{
    private const int Warm = 3;
    private const double Early = 0.1;

    // A busy machine makes any timer late, so only the deep run, on a quiet one, holds it to a tenth.
    private static readonly double Late = Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1" ? 0.1 : 1;

    private Timed(TestGateway gateway) => (Gateway, Client) = (gateway, new TestClient(gateway.Address));

    public TestGateway Gateway { get; }

    public TestClient Client { get; }

    /// <param name="timers">The timers section's content.</param>
    /// <param name="more">More of the model: <c>on-abort: drain</c>.</param>
    public static async Task<Timed> StartAsync(string timers, string more = "")
    {
        var gateway = await TestGateway.StartAsync(
            $$"""
            models:
              timed:
                attempts: { count: 1 }
                timers: { {{timers}} }
                offers: [ { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ]
                {{more}}
            """
        );
        var timed = new Timed(gateway);
        for (var i = 0; i < Warm; i++)
        {
            using var warm = await timed.AskAsync();
            Assert.True((await StreamedReply.ReadAsync(warm)).Ended);
        }
        return timed;
    }

    public Task<HttpResponseMessage> AskAsync() => Client.PostAsync(Requests.ChatPath, Requests.Chat("timed"));

    /// <summary>The entry of the first attempt that is not warming up, once it is closed.</summary>
    public async Task<LedgerRow> LastAsync()
    {
        IReadOnlyList<LedgerRow> rows = [];
        for (var tries = 0; tries < 500; tries++)
        {
            rows = await Gateway.AttemptsAsync();
            if (rows.Count > Warm && rows[Warm].Closed is not null)
            {
                break;
            }
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        return rows[Warm];
    }

    /// <summary>
    /// Fires at its setting. Whatever else runs on the machine can only make it late, so the best of three tries counts; too
    /// early it may never be.
    /// </summary>
    /// <param name="milliseconds">The setting.</param>
    /// <param name="tryAsync">One try: the time from the instant that counts until the timer was felt.</param>
    public static async Task FiresAsync(int milliseconds, Func<Task<TimeSpan>> tryAsync)
    {
        var deviation = double.MaxValue;
        for (var tries = 0; tries < 3 && deviation > Late; tries++)
        {
            var elapsed = await tryAsync();
            deviation = (elapsed.TotalMilliseconds - milliseconds) / milliseconds;
            TestContext.Current.TestOutputHelper?.WriteLine(
                $"set {milliseconds} ms, fired after {elapsed.TotalMilliseconds:0.0} ms: {deviation:+0.0%;-0.0%}"
            );
            Assert.True(deviation >= -Early, "fired too early");
        }
        Assert.True(deviation <= Late, "fired too late, three times");
    }

    public static void Blames(LedgerRow row, FaultKind kind, Outcome outcome) =>
        Assert.Equal((kind, outcome), (row.Closed!.Fault, row.Closed.Outcome));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Gateway.DisposeAsync();
    }
}
