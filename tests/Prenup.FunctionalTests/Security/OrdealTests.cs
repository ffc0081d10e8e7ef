using Amazon;
using Microsoft.Extensions.Logging;
using Prenup.Commands;
using Prenup.Configuring;
using Prenup.FunctionalTests.Seeing;
using Prenup.Sandbox;
using Prenup.Sandbox.Serving;
using Prenup.Serving;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Every kind of credential, every way to fail at its issuer and at its cloud, with everybody repeating what they were sent: found nowhere.</summary>
[Collection(Dialled.Alone)]
public sealed class OrdealTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-ordeal-").FullName;
    private readonly string _secrets = Directory.CreateTempSubdirectory("prenup-secrets-").FullName;
    private readonly Canaries _canaries = new();

    // AWS's library reads the variables for this once in a process.
    public OrdealTests() => AWSConfigs.AWSProfilesLocation = Ordeal.Profiles(_secrets);

    public void Dispose()
    {
        AWSConfigs.AWSProfilesLocation = null;
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_secrets, recursive: true);
    }

    [Fact]
    public async Task S7_S8_No_credential_of_any_kind_is_told_and_no_redirect_is_followed()
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        await using var elsewhere = new RawCloud("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        await using var echo = await EchoIssuer.StartAsync(authority, elsewhere.Address);
        await using var collector = await OtlpSink.StartAsync();
        await using var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions { Clouds = ["google", "entra"] },
            TestContext.Current.CancellationToken
        );
        using var instruments = new Instruments();
        using var vendors = new VendorEvents();
        using var vendorLogs = new VendorLogs();
        using var dialled = new Dialled();
        var logs = new LogCapture();
        using var all = LoggerFactory.Create(logging =>
            Logs.Choose(logging).SetMinimumLevel(LogLevel.Trace).AddProvider(logs)
        );
        var ordeal = new Ordeal(_secrets, echo);
        ordeal.WriteFiles(authority, other, clouds);
        using var surroundings = new Surroundings(ordeal.Environment());
        var (file, yaml) = (Path.Combine(_folder, "prenup.yaml"), ordeal.Yaml(collector.Address));
        var followed = await FollowAsync(file, yaml);

        List<string> replies;
        await using (
            var host = await GatewayHost.StartAsync(
                followed.Read().Configuration!,
                all,
                TimeProvider.System,
                file: followed
            )
        )
        {
            replies = [.. await AskAllAsync(host.Addresses[0]), .. await OperateAsync(host, file, yaml)];
            dialled.AssertOnlyTo(echo.Address, echo.Machine, Ordeal.Nowhere, collector.Address, host.Addresses[0]);
        }

        _canaries.Add([.. ordeal.Secrets, .. echo.Secrets.Except([EchoIssuer.Nothing])]);
        AssertNotTold([
            .. replies.Select(static reply => (reply, "a reply")),
            (string.Join('\n', logs.Lines), "the log"),
            (string.Join('\n', instruments.Told), "metrics and traces"),
            (string.Join('\n', vendors.Told), "the libraries' own events"),
            (collector.Text, "what the collector got"),
        ]);
        AssertLoggersWouldTell(vendorLogs);
        Assert.True(_canaries.AssertNotInFiles(_folder) >= 6);
        Assert.Equal(0, elsewhere.Connections);
        Assert.True(echo.Secrets.Count > 30, "the issuer saw little");
    }

    private static async Task<ConfigurationFile> FollowAsync(string file, string yaml)
    {
        await File.WriteAllTextAsync(file, yaml, TestContext.Current.CancellationToken);
        var followed = new ConfigurationFile(file, static _ => null);
        Assert.Empty(followed.Read().Errors);
        return followed;
    }

    private void AssertNotTold(IEnumerable<(string Text, string Where)> told)
    {
        var leaks = told.Select(one => Leak(one.Text, one.Where)).OfType<string>().ToList();
        Assert.True(leaks.Count == 0, string.Join("\n\n", leaks));
    }

    // Why no library gets a logger: with one, these two tell what they send and what an issuer repeats of it.
    private void AssertLoggersWouldTell(VendorLogs logs)
    {
        Assert.NotNull(Leak(logs.Of("Amazon."), "AWS's library"));
        Assert.NotNull(Leak(logs.Of("Google."), "Google's library"));
    }

    private string? Leak(string text, string where) =>
        Record.Exception(() => _canaries.AssertNotIn(text, where))?.Message;

    private static async Task<List<string>> AskAllAsync(Uri gateway)
    {
        using var client = new TestClient(gateway);
        using var sixteen = new SemaphoreSlim(16);
        var asked = await Task.WhenAll(Ordeal.Models.Select(AskAsync));
        return [.. asked];

        async Task<string> AskAsync(string model)
        {
            await sixteen.WaitAsync(TestContext.Current.CancellationToken);
            try
            {
                var stream = model.EndsWith("stream", StringComparison.Ordinal);
                using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(model, stream: stream));
                var text = await TestClient.TextAsync(response);
                Assert.False(response.IsSuccessStatusCode && !stream, $"{model}: {text}");
                if (!model.EndsWith("poisons", StringComparison.Ordinal))
                {
                    // Either the issuer fails, or it issued what the cloud then fails on.
                    var unissued = text.Contains("upstream_credential_unavailable", StringComparison.Ordinal);
                    Assert.True(unissued != model.Contains(".cloud", StringComparison.Ordinal), $"{model}: {text}");
                }
                return $"{model} {response} {text}";
            }
            finally
            {
                sixteen.Release();
            }
        }
    }

    // What an operator does: looks, has a faulty file read, exports and backs up.
    private async Task<List<string>> OperateAsync(GatewayHost host, string file, string yaml)
    {
        List<string> said = [];
        using var admin = new TestClient(
            host.Addresses[0],
            await File.ReadAllTextAsync(Path.Combine(_secrets, "admin"))
        );
        foreach (var path in new[] { "/metrics", "/admin/status", "/readyz", "/livez" })
        {
            using var response = await admin.GetAsync(path);
            said.Add(await TestClient.TextAsync(response));
            Assert.True(said[^1].Length > 0 || path.EndsWith('z'), path);
        }
        foreach (var model in Ordeal.Models.Where(static model => model.EndsWith("401", StringComparison.Ordinal)))
        {
            using var response = await admin.PostAsync("/admin/explain/openai-chat", Requests.Chat(model));
            said.Add(await TestClient.TextAsync(response));
            Assert.Contains(model, said[^1], StringComparison.Ordinal);
        }
        Assert.True(await host.Ledger.FlushAsync());
        var backup = Path.Combine(_folder, "backup");
        said.Add(await RunAsync("ledger", "export", "--config", file, "--format", "csv"));
        said.Add(await RunAsync("ledger", "backup", "--config", file, "--to", backup));
        said.Add(await RunAsync("validate", "--config", file, "--json"));
        foreach (var faulty in Faulty(yaml))
        {
            await File.WriteAllTextAsync(file, faulty, TestContext.Current.CancellationToken);
            Assert.False(host.Reload.ReadNow("a test"));
            said.Add(await RunAsync("validate", "--config", file, "--json"));
            Assert.Contains("error", said[^1], StringComparison.Ordinal);
            using var status = await admin.GetAsync("/admin/status");
            said.Add(await TestClient.TextAsync(status));
        }
        await File.WriteAllTextAsync(file, yaml, TestContext.Current.CancellationToken);
        Assert.NotEmpty(Directory.GetFiles(backup));
        return said;
    }

    // Files that somebody in a hurry writes: secrets where references belong, and text that is no YAML beside one.
    private IEnumerable<string> Faulty(string yaml)
    {
        const string literal = "sk-canary-literal-4417";
        _canaries.Add(literal);
        _canaries.Add("canary-password-9920");
        string[] lines =
        [
            $"x1: {{ cloud: openai, key: {literal} }}",
            $"x1: {{ cloud: openai, key: env:{literal} }}",
            $"x1: {{ cloud: openai, key: \"{literal}",
            $"x1: {{ cloud: openai, key: [ {literal}, {literal} ] }}",
            $"x1: {{ cloud: openai, key: {{ {literal}: 1 }} }}",
            $"x1: {{ cloud: openai, endpoint: 'https://me:canary-password-9920@x', key: env:PATH }}",
            $"x1: {{ cloud: openai, key: env:PATH, network: {{ proxy: 'http://me:canary-password-9920@x' }} }}",
            $"x1: {{ cloud: bedrock, host: runtime, region: us-east-2, aws: {{ access-key-id: AKIAX, secret-access-key: {literal} }} }}",
            $"x1: {{ cloud: azure, endpoint: 'https://x', entra: {{ tenant: t, client: c, secret: {literal} }} }}",
            $"x1: {{ cloud: vertex, project: p, location: global, google: {{ credentials: {literal} }} }}",
            $"x1: {{ cloud: watsonx, endpoint: 'https://x', key: {literal} }}",
        ];
        return lines
            .Select(line => yaml.Replace("accounts:\n", $"accounts:\n  {line}\n", StringComparison.Ordinal))
            .Append(yaml.Replace($"file:{_secrets}/admin", literal, StringComparison.Ordinal))
            .Append(yaml.Replace($"file:{_secrets}/collector", literal, StringComparison.Ordinal));
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, static _ => null, output, error);
        return $"{code} {output} {error}";
    }
}
