using System.Collections.Concurrent;
using System.Net;
using Prenup.Commands;
using Prenup.Core.Ledger;
using Prenup.Sandbox;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Backups;

/// <summary>Backups by command while a gateway of another process serves, and what is restored from them.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Clients = 4;
    private const string Chat = """{"model":"m","messages":[{"role":"user","content":"hi"}]}""";
    private const string Models = """
        models: { m: { offers: [ { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] } }
        """;
    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-backup-").FullName;
    private readonly ConcurrentBag<string> _settled = [];

    private string Data => Path.Combine(_folder, "data");

    private string Restored => Path.Combine(_folder, "restored");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Under_traffic_all_that_was_settled_before_is_in_the_backup_and_serves_again()
    {
        await using var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions(),
            TestContext.Current.CancellationToken
        );
        using (var gateway = await GatewayProcess.StartAsync(clouds, _folder, Models, "ledger: { segment: 64KiB }"))
        {
            using var client = new TestClient(gateway.Address);
            using var stop = new CancellationTokenSource();
            var traffic = Enumerable.Range(0, Clients).Select(_ => AskAsync(client, stop.Token)).ToArray();
            for (var backup = 1; backup <= 3; backup++)
            {
                var wanted = _settled.Count + 25;
                await Eventually.HoldsAsync(() => _settled.Count >= wanted, "more traffic");
                await BackUpAsync(Path.Combine(_folder, $"backup-{backup}"));
            }
            await stop.CancelAsync();
            await Task.WhenAll(traffic);
            await gateway.KillAsync();
        }
        Assert.Equal(0, await RunAsync("ledger", "restore", "--from", _folder + "/backup-3", "--data", Restored));
        await using var restored = await TestGateway.StartAsync(clouds: clouds, folder: Restored);
        using var again = new TestClient(restored.Address);
        using var answer = await again.PostAsync("/v1/chat/completions", Chat.Replace("\"m\"", "\"alias\""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await TestClient.TextAsync(answer);
        Assert.True(await restored.Host.Ledger.FlushAsync());
        Assert.Equal(0, await RunAsync("ledger", "verify", "--data", Restored));
    }

    private async Task AskAsync(TestClient client, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var response = await client.PostAsync("/v1/chat/completions", Chat);
            await TestClient.TextAsync(response);
            _settled.Add(response.Headers.GetValues("x-prenup-exchange").Single());
        }
    }

    private async Task BackUpAsync(string folder)
    {
        var before = _settled.ToArray();
        Assert.Equal(0, await RunAsync("ledger", "backup", "--data", Data, "--to", folder));
        Assert.Equal(0, await RunAsync("ledger", "verify", "--data", folder));
        using var reader = LedgerReader.Open(folder);
        var settled = reader
            .Show(new LedgerFilter { State = AttemptState.Settled })
            .Select(static row => row.Opened.Exchange.ToString());
        Assert.Empty(before.Except(settled));
    }

    private static async Task<int> RunAsync(params string[] arguments)
    {
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            arguments,
            static _ => null,
            TextWriter.Null,
            error,
            TestContext.Current.CancellationToken
        );
        TestContext.Current.TestOutputHelper?.WriteLine(error.ToString());
        return code;
    }
}
