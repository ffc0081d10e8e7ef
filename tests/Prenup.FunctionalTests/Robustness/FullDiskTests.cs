using System.Net;
using Prenup.Core.Ledger;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>A data folder on a disk of 4 MiB that fills up.</summary>
public sealed class FullDiskTests
{
    // Tags of 3 KiB with every entry: a few hundred requests fill what the journal has reserved.
    private static readonly string Chat =
        $$$"""{"model":"alias","metadata":{"t":"{{{new string('x', 3000)}}}"},"messages":[{"role":"user","content":"hi"}]}""";
    private const string Stream = """{"model":"alias","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task A_full_disk_refuses_new_work_closes_what_is_in_flight_and_recovers()
    {
        using var disk = SmallDisk.MountOrSkip(mebibytes: 4);
        await using var gateway = await TestGateway.StartAsync(
            folder: disk.Folder,
            more: "ledger: { segment: 256KiB }"
        );
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(
            Fault.Stall(3, TimeSpan.FromSeconds(5)),
            static call => call.Seen.Stream == true
        );
        using var stream = await client.PostAsync("/v1/chat/completions", Stream);
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);

        disk.Fill();
        var served = await UntilRefusedAsync(client, disk);
        var calls = gateway.Clouds.OpenAi.Calls.Count;
        for (var i = 0; i < 20; i++)
        {
            using var refused = await client.PostAsync("/v1/chat/completions", Chat);
            Assert.Equal(
                (HttpStatusCode.ServiceUnavailable, "ledger_unavailable"),
                (refused.StatusCode, await Refusal.CodeAsync(refused))
            );
            Assert.NotNull(refused.Headers.RetryAfter);
        }
        Assert.Equal(calls, gateway.Clouds.OpenAi.Calls.Count);
        using var models = await client.GetAsync("/v1/models");
        Assert.Equal(HttpStatusCode.OK, models.StatusCode);
        Assert.EndsWith("[DONE]\n\n", await TestClient.TextAsync(stream), StringComparison.Ordinal);

        disk.Empty();
        await RecoveredAsync(client);
        var rows = await gateway.AttemptsAsync();
        Assert.Equal(
            gateway.Clouds.OpenAi.Calls.Select(static call => call.AttemptId).Order(),
            rows.Select(static row => row.Opened.Attempt.ToString()).Order()
        );
        Assert.All(rows, static row => Assert.Equal(AttemptState.Settled, row.State));
        Assert.Equal(
            (long)gateway.Clouds.OpenAi.Invoice().TotalPico,
            rows.Sum(static row => row.Closed!.Cost!.Value.Value)
        );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{served} served on the full disk, {rows.Count} attempts in all"
        );
    }

    private static async Task<int> UntilRefusedAsync(TestClient client, SmallDisk disk)
    {
        for (var served = 0; served < 3000; served++)
        {
            disk.Fill(); // what SQLite's log gives back is taken at once
            using var response = await client.PostAsync("/v1/chat/completions", Chat);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                Assert.Equal("ledger_unavailable", await Refusal.CodeAsync(response));
                return served;
            }
            await TestClient.TextAsync(response);
        }
        throw new InvalidOperationException("The disk is full and nobody noticed.");
    }

    private static async Task RecoveredAsync(TestClient client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var response = await client.PostAsync("/v1/chat/completions", Stream);
            await TestClient.TextAsync(response);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return;
            }
            await Task.Delay(100, patience.Token);
        }
    }
}
