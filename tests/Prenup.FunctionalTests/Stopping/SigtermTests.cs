using System.Diagnostics;
using System.Net;
using Prenup.Core.Ledger;
using Prenup.FunctionalTests.Aborts;
using Prenup.Sandbox;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Stopping;

/// <summary>SIGTERM to a real process: what is in flight ends under a cap, and nothing is left open.</summary>
public sealed class SigtermTests
{
    private const string Models = """
        models:
          one: { on-abort: cancel, offers: [ { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
          two: { on-abort: drain, offers: [ { name: azure, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini } ] }
        """;

    [Fact]
    public async Task In_flight_ends_while_new_work_is_turned_away()
    {
        await using var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions(),
            TestContext.Current.CancellationToken
        );
        var folder = Directory.CreateTempSubdirectory("prenup-term-").FullName;
        using var gateway = await GatewayProcess.StartAsync(clouds, folder, Models, "shutdown: { drain: 20s }");
        using var client = new TestClient(gateway.Address);
        clouds.OpenAi.Faults.Enqueue(Fault.Stall(4, TimeSpan.FromSeconds(2)));
        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat("one"));
        using var ready = await client.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);

        gateway.Terminate();
        HttpStatusCode now;
        do
        {
            using var asked = await client.GetAsync("/readyz");
            now = asked.StatusCode;
        } while (now == HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, now);
        using var refused = await client.PostAsync(Requests.ChatPath, Requests.Chat("one"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("shutting_down", await TestClient.TextAsync(refused), StringComparison.Ordinal);

        Assert.True((await StreamedReply.ReadAsync(response)).Ended);
        Assert.Equal(0, await gateway.ExitAsync());
        Assert.Equal(AttemptState.Settled, Assert.Single(GatewayProcess.Attempts(folder)).State);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("shutdown: { drain: 500ms }", 1)]
    [InlineData("shutdown: { drain: 60s }", 2)]
    public async Task Beyond_the_cap_or_at_the_second_signal_the_rest_is_closed_as_aborted(string cap, int signals)
    {
        await using var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions(),
            TestContext.Current.CancellationToken
        );
        var folder = Directory.CreateTempSubdirectory("prenup-term-").FullName;
        using var gateway = await GatewayProcess.StartAsync(clouds, folder, Models, cap);
        using var client = new TestClient(gateway.Address);
        clouds.OpenAi.Faults.Enqueue(Fault.Stall(4, Timeout.InfiniteTimeSpan));
        clouds.OpenAi.Faults.Enqueue(Fault.BlackHole());
        clouds.Azure.Faults.Enqueue(Fault.Stall(4, Timeout.InfiniteTimeSpan), times: 2);
        using var streaming = new LeavingClient(client);
        using var silent = new LeavingClient(client);
        using var readOn = new LeavingClient(client);
        using var left = new LeavingClient(client);
        var running = new List<Task> { streaming.RunAsync("one") };
        await Eventually.HoldsAsync(() => streaming.Events == 4, "the first streams");
        running.AddRange([silent.RunAsync("one"), readOn.RunAsync("two"), left.RunAsync("two")]);
        await Eventually.HoldsAsync(() => readOn.Events >= 3 && left.Events >= 3, "the others stream");
        await Eventually.HoldsAsync(() => clouds.OpenAi.Calls.Count == 2, "one waits");
        left.Leave(); // its attempt is being read on

        var watch = Stopwatch.StartNew();
        gateway.Terminate();
        if (signals == 2)
        {
            await Task.Delay(300, TestContext.Current.CancellationToken);
            gateway.Terminate();
        }
        Assert.Equal(0, await gateway.ExitAsync());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"stopped after {watch.Elapsed}");
        await Task.WhenAll(running);

        var rows = GatewayProcess.Attempts(folder);
        Assert.Equal(4, rows.Count);
        Assert.All(rows, static row => Assert.Equal(Outcome.Aborted, row.Closed?.Outcome));
        Assert.All(rows, static row => Assert.Equal(AttemptState.Partial, row.State));
        Directory.Delete(folder, recursive: true);
    }
}
