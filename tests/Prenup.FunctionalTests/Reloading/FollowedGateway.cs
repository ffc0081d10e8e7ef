using Prenup.Configuring;
using Prenup.Core.Keys;
using Prenup.FunctionalTests.Security;
using Prenup.Sandbox;
using Prenup.Serving;
using Xunit;

namespace Prenup.FunctionalTests.Reloading;

/// <summary>A gateway that follows a file, with clouds behind it.</summary>
internal sealed class FollowedGateway : IAsyncDisposable
{
    private readonly LogCapture _logs;
    private readonly Eavesdropper _eavesdropper;
    private readonly string _folder;

    private FollowedGateway(
        SandboxClouds clouds,
        GatewayHost host,
        LogCapture logs,
        Eavesdropper eavesdropper,
        string folder
    ) => (Clouds, Host, _logs, _eavesdropper, _folder) = (clouds, host, logs, eavesdropper, folder);

    public SandboxClouds Clouds { get; }

    public GatewayHost Host { get; }

    public Uri Address => Host.Addresses[0];

    public string Log => string.Join('\n', _logs.Lines);

    /// <param name="folder">A folder of its own, which goes with it.</param>
    /// <param name="yaml">The configuration, given the clouds; where prenup.yaml is in the folder by now, that counts.</param>
    public static async Task<FollowedGateway> StartAsync(string folder, Func<SandboxClouds, string> yaml)
    {
        var clouds = await SandboxClouds.StartAsync(new SandboxOptions(), TestContext.Current.CancellationToken);
        var path = Path.Combine(folder, "prenup.yaml");
        var text = yaml(clouds);
        if (!File.Exists(path))
        {
            await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        }
        var followed = new ConfigurationFile(
            path,
            name =>
                name == "OPENAI" ? clouds.OpenAi.Key
                : name == "AZURE" ? clouds.Azure.Key
                : null
        );
        var result = followed.Read();
        Assert.True(result.Configuration is not null, string.Join("\n", result.Errors));
        var logs = new LogCapture();
        var eavesdropper = new Eavesdropper(folder, logs.Factory);
        var host = await GatewayHost.StartAsync(
            result.Configuration,
            eavesdropper.Logs,
            TimeProvider.System,
            file: followed,
            endpoints: eavesdropper.Attach
        );
        return new FollowedGateway(clouds, host, logs, eavesdropper, folder);
    }

    /// <summary>A configuration with one account and one model by default.</summary>
    public static string Yaml(
        SandboxClouds clouds,
        string account = "openai",
        string models =
            "gpt-4.1-mini: { offers: [ { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }",
        string more = ""
    ) =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: ./data
            accounts:
              {{account}}: { cloud: openai, endpoint: {{clouds.OpenAi.Address}}v1, key: env:OPENAI }
              azure: { cloud: azure, endpoint: {{clouds.Azure.Address}}, key: env:AZURE }
            models:
              {{models}}
            projects: { one: {} }
            keys: { one: { hash: "{{KeyHash.Of(TestGateway.Key)}}", project: one } }
            {{more}}
            """;

    /// <summary>Writes the file as an editor does it: beside, then moved over.</summary>
    public async Task WriteAsync(string yaml)
    {
        var file = Path.Combine(_folder, "prenup.yaml");
        await File.WriteAllTextAsync(file + ".new", yaml, TestContext.Current.CancellationToken);
        File.Move(file + ".new", file, overwrite: true);
    }

    public async ValueTask DisposeAsync()
    {
        await Eavesdropper.AskAsync(Address);
        await Host.DisposeAsync();
        await Clouds.DisposeAsync();
        _eavesdropper.Dispose();
        _logs.Factory.Dispose();
        try
        {
            _eavesdropper.AssertNothingTold(Canaries.Of(Clouds));
        }
        finally
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
