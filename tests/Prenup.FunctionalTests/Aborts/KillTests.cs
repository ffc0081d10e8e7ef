using Prenup.Core.Ledger;
using Prenup.Sandbox;
using Prenup.Stores.Reading;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Aborts;

/// <summary><c>kill -9</c> while streams stand at every event, at random bytes, and run: nothing that left is lost.</summary>
public sealed class KillTests
{
    private const int PerRound = 20;
    private const string Models = """
        models:
          one: { attempts: { count: 1 }, offers: [ { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
          two: { attempts: { count: 1 }, offers: [ { name: azure, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini } ] }
        """;

    [Fact]
    public async Task Killed_at_any_moment_the_ledger_joins_the_clouds_calls_one_to_one()
    {
        await using var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions(),
            TestContext.Current.CancellationToken
        );
        var folder = Directory.CreateTempSubdirectory("prenup-kill-").FullName;
        var dice = new Random(9);
        var exchanges = new List<LeavingClient>();
        for (var round = 0; round < Streams.Offsets / PerRound; round++)
        {
            using var gateway = await GatewayProcess.StartAsync(clouds, folder, Models);
            using var client = new TestClient(gateway.Address);
            var running = new List<Task>();
            void Ask(string model)
            {
                exchanges.Add(new LeavingClient(client));
                running.Add(exchanges[^1].RunAsync(model));
            }
            await StandAsync(clouds.OpenAi, Ask, dice);
            await FlowAsync(clouds.Azure, Ask, dice);
            await Eventually.HoldsAsync(() => exchanges.Any(static one => one.SawTerminal), "one has its whole reply");
            await gateway.KillAsync();
            await Task.WhenAll(running);
        }

        await using var restarted = await TestGateway.StartAsync(clouds: clouds, folder: Path.Combine(folder, "data"));
        Joins(clouds, await restarted.AttemptsAsync(), exchanges);
        exchanges.ForEach(static one => one.Dispose());
        Directory.Delete(folder, recursive: true);
    }

    // Streams that stand still: one after each event, and some after random bytes.
    private static async Task StandAsync(SandboxCloud cloud, Action<string> ask, Random dice)
    {
        var calls = cloud.Calls.Count;
        for (var events = 0; events < Streams.Events; events++)
        {
            cloud.Faults.Enqueue(Fault.Stall(events, Timeout.InfiniteTimeSpan));
            ask("one");
        }
        await Eventually.HoldsAsync(() => cloud.Calls.Count == calls + Streams.Events, "each stands after its event");
        for (var i = 0; i < PerRound; i++)
        {
            cloud.Replies.Enqueue(Streams.StoppedAt(dice));
            ask("one");
        }
        await Eventually.HoldsAsync(
            () => cloud.Calls.Count == calls + Streams.Events + PerRound,
            "each stands after its byte"
        );
    }

    // Streams that flow, each begun a little later, so that the kill finds some at their very end.
    private static async Task FlowAsync(SandboxCloud cloud, Action<string> ask, Random dice)
    {
        cloud.Faults.Clear();
        for (var i = 0; i < PerRound; i++)
        {
            cloud.Faults.Enqueue(Fault.SlowBody(900, TimeSpan.FromMilliseconds(5)));
            ask("two");
            await Task.Delay(dice.Next(20), TestContext.Current.CancellationToken);
        }
    }

    private static void Joins(SandboxClouds clouds, IReadOnlyList<LedgerRow> rows, List<LeavingClient> exchanges)
    {
        var calls = clouds.All.SelectMany(static cloud => cloud.Calls).Select(static call => call.AttemptId!).ToList();
        var attempts = rows.ToDictionary(static row => row.Opened.Attempt.ToString());
        Assert.Equal(calls.Count, calls.Distinct().Count());
        Assert.All(calls, id => Assert.True(attempts.ContainsKey(id), $"{id} is not on the ledger"));
        // What was entered and killed before its first byte left is on the ledger alone, and says so.
        Assert.All(
            rows.Where(row => !calls.Contains(row.Opened.Attempt.ToString())),
            static row => Assert.Equal(Outcome.Lost, row.Closed!.Outcome)
        );
        Assert.All(rows, static row => Assert.NotEqual(AttemptState.Open, row.State));
        var whole = exchanges.Where(static one => one.SawTerminal).ToList();
        Assert.NotEmpty(whole);
        Assert.All(
            whole,
            one =>
                Assert.Equal(
                    AttemptState.Settled,
                    rows.Single(row => row.Opened.Exchange.ToString() == one.Exchange).State
                )
        );
        var lost = rows.Where(static row => row.Closed!.Outcome == Outcome.Lost).ToList();
        Assert.All(lost, static row => Assert.Equal(AttemptState.Unknown, row.State));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{exchanges.Count} exchanges, {calls.Count} calls, {rows.Count} attempts, {whole.Count} with their terminal, {lost.Count} lost"
        );
    }
}
