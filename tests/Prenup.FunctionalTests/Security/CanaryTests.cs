using Prenup.Core.Keys;
using Prenup.Sandbox;
using Prenup.Stores.Keys;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>A credential is where it has to be, on the wire to its own cloud, and nowhere else.</summary>
public sealed class CanaryTests
{
    private static readonly SandboxOptions Options = new()
    {
        OpenAiKey = Canaries.OpenAiKey,
        AzureKey = Canaries.AzureKey,
    };

    [Fact]
    public async Task S7_No_credential_is_in_logs_replies_traces_metrics_or_files_after_every_failure()
    {
        var canaries = new Canaries();
        using var logs = new LogCapture();
        using var instruments = new Instruments();
        var folder = Directory.CreateTempSubdirectory("prenup-canary-").FullName;
        try
        {
            using (var store = KeyStore.Open(folder, TimeProvider.System))
            {
                canaries.Add(store.Create(new NewKey("made", "one")).Reveal());
            }
            var clouds = await SandboxClouds.StartAsync(Options, TestContext.Current.CancellationToken);
            await using (
                var gateway = await TestGateway.StartAsync(
                    Misfortunes.Models,
                    "admin: { key: env:ADMIN }\naccess-log: { file: ./access.log }",
                    clouds,
                    folder,
                    logs: logs.Factory,
                    accounts: Misfortunes.Accounts
                )
            )
            {
                await new Misfortunes(gateway.Address, clouds).RunAsync(canaries);
                var rows = await gateway.AttemptsAsync();
                Assert.True(rows.Count > 25, $"only {rows.Count} attempts were made");
                canaries.AssertNotIn(string.Join('\n', rows), "the ledger");
                canaries.AssertNotInFiles(folder, "lock");
            }

            canaries.AssertNotIn(string.Join('\n', logs.Lines), "the log");
            canaries.AssertNotIn(string.Join('\n', instruments.Told), "metrics and traces");
            Assert.True(canaries.AssertNotInFiles(folder) >= 4, "journal, ledger, keys and access log");
            Assert.True(new FileInfo(Path.Combine(folder, "access.log")).Length > 1000);
            Assert.NotEmpty(logs.Lines);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task S7_And_S8_A_gateway_of_its_own_prints_none_and_asks_no_proxy_of_its_environment()
    {
        var canaries = new Canaries();
        await using var proxy = new RawCloud("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        await using var clouds = await SandboxClouds.StartAsync(Options, TestContext.Current.CancellationToken);
        var folder = Directory.CreateTempSubdirectory("prenup-canary-").FullName;
        try
        {
            (string, string)[] environment =
            [
                ("OPENAI", Canaries.OpenAiKey),
                ("AZURE", Canaries.AzureKey),
                ("ADMIN", TestGateway.AdminKey),
                ("http_proxy", proxy.Address.ToString()),
                ("HTTP_PROXY", proxy.Address.ToString()),
                ("ALL_PROXY", proxy.Address.ToString()),
                .. Dialled.Recorded(folder),
            ];
            var (gateway, address) = await ChildGateway.StartAsync(folder, Configuration(clouds), environment);
            await using (gateway)
            {
                await new Misfortunes(address, clouds).RunAsync(canaries);
                // What the server refuses below routing is bare to the client, and seen in the log.
                Assert.Contains("Kestrel.BadRequests", gateway.Output, StringComparison.Ordinal);
                canaries.AssertNotIn(gateway.Output, "standard output and error");
                canaries.AssertNotInFiles(folder, "lock");
                await gateway.StopAsync();
            }
            Dialled.AssertRecorded(folder, clouds.OpenAi.Address, clouds.Azure.Address, Misfortunes.Nowhere);
            Assert.Equal(0, proxy.Connections);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Configuration(SandboxClouds clouds) =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: ./data
            admin: { key: env:ADMIN }
            access-log: stdout
            accounts:
              openai: { cloud: openai, endpoint: {{clouds.OpenAi.Address}}v1, key: env:OPENAI }
              azure-v1: { cloud: azure, endpoint: {{clouds.Azure.Address}}, api: v1, key: env:AZURE }
            {{Misfortunes.Accounts}}
            {{Misfortunes.Models}}
            projects: { one: {}, two: {} }
            keys:
              one: { hash: "{{KeyHash.Of(TestGateway.Key)}}", project: one }
              two: { hash: "{{KeyHash.Of(TestGateway.OtherKey)}}", project: two }
            """;
}
