using Microsoft.Extensions.Logging;
using Prenup.Configuring;
using Prenup.Core.Keys;
using Prenup.FunctionalTests.Security;
using Prenup.Sandbox;
using Prenup.Serving;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests;

/// <summary>A real gateway between real sockets: sandbox clouds behind it, and a data folder of its own.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    public const string Key = "pn-test-key-of-project-one";
    public const string OtherKey = "pn-test-key-of-project-two";
    public const string AdminKey = "admin-key-that-nobody-may-see";

    /// <summary>One model per way to buy: <c>{0}</c> and <c>{1}</c> are the clouds' addresses.</summary>
    public const string Models = """
        models:
          gpt-4.1-mini:
            offers:
              - { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini }
              - { name: azure, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini }
          gpt-5.5: { offers: [ { name: five, account: openai, model: gpt-5.5, price: openai/gpt-5.5 } ] }
          alias: { offers: [ { name: aliased, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
          on-azure: { offers: [ { name: azure-only, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini } ] }
          on-classic: { offers: [ { name: classic, account: azure-classic, model: gpt-4.1-mini-us, price: azure/gpt-4.1-mini } ] }
          text-embedding-3-small: { offers: [ { name: embed, account: openai, model: text-embedding-3-small, price: openai/text-embedding-3-small } ] }
        """;

    private readonly GatewayHost _host;
    private readonly Eavesdropper _eavesdropper;
    private readonly string? _ownFolder;

    private TestGateway(
        SandboxClouds clouds,
        GatewayHost host,
        Eavesdropper eavesdropper,
        string folder,
        string? ownFolder
    ) => (Clouds, _host, _eavesdropper, Folder, _ownFolder) = (clouds, host, eavesdropper, folder, ownFolder);

    public SandboxClouds Clouds { get; }

    public string Folder { get; }

    public Uri Address => _host.Addresses[0];

    public GatewayHost Host => _host;

    /// <param name="models">The models section; <see cref="Models"/> by default.</param>
    /// <param name="more">Further sections of the configuration.</param>
    /// <param name="clouds">Clouds to go on with, after a restart.</param>
    /// <param name="folder">The data folder to go on with.</param>
    /// <param name="clock">The gateway's clock.</param>
    /// <param name="logs">Takes the gateway's log.</param>
    /// <param name="accounts">Further accounts: lines that begin with two spaces.</param>
    /// <param name="keys">Further keys: lines that begin with two spaces.</param>
    /// <param name="refusals">Counts what the server refuses by itself.</param>
    /// <param name="projects">The projects, as one mapping; <c>one</c> and <c>two</c> have to be in it.</param>
    /// <param name="admin">Whether it has <see cref="AdminKey"/>, where <paramref name="more"/> says nothing of it.</param>
    public static async Task<TestGateway> StartAsync(
        string models = Models,
        string more = "",
        SandboxClouds? clouds = null,
        string? folder = null,
        TimeProvider? clock = null,
        ILoggerFactory? logs = null,
        string accounts = "",
        string keys = "",
        BareRefusals? refusals = null,
        string projects = "{ one: {}, two: {} }",
        bool admin = true
    )
    {
        clouds ??= await SandboxClouds.StartAsync(new SandboxOptions(), CancellationToken.None);
        var own = folder is null ? Directory.CreateTempSubdirectory("prenup-test-").FullName : null;
        var data = folder ?? own!;
        var result = ConfigurationReader.Read(
            Configuration(models, Operated(more, admin), clouds, data, accounts, keys, projects),
            Path.Combine(data, "prenup.yaml"),
            name =>
                name == "OPENAI" ? clouds.OpenAi.Key
                : name == "AZURE" ? clouds.Azure.Key
                : name == "ADMIN" ? AdminKey
                : name == "COLLECTOR" ? "Bearer collector-secret"
                : name == "AWS_KEY" ? clouds.Aws.Options.BedrockKey
                : name == "AWS_SECRET" ? clouds.Aws.Options.LongTerm.SecretAccessKey
                : null
        );
        Assert.True(result.Configuration is not null, string.Join("\n", result.Errors));
        var eavesdropper = new Eavesdropper(data, logs);
        var host = await GatewayHost.StartAsync(
            result.Configuration,
            eavesdropper.Logs,
            clock ?? TimeProvider.System,
            refusals,
            endpoints: eavesdropper.Attach
        );
        return new TestGateway(clouds, host, eavesdropper, data, own);
    }

    /// <summary>Every attempt on the ledger, oldest first; what is in the journal is waited for.</summary>
    public async Task<IReadOnlyList<LedgerRow>> AttemptsAsync()
    {
        Assert.True(await _host.Ledger.FlushAsync());
        using var reader = LedgerReader.Open(Folder);
        return [.. reader.Show(LedgerFilter.All)];
    }

    /// <summary>Ends the gateway, which told nobody a credential, and keeps clouds and folder, for a restart.</summary>
    public async ValueTask StopAsync()
    {
        await Eavesdropper.AskAsync(Address);
        await _host.DisposeAsync();
        _eavesdropper.Dispose();
        _eavesdropper.AssertNothingTold(Canaries.Of(Clouds));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            await Clouds.DisposeAsync();
            if (_ownFolder is not null)
            {
                Directory.Delete(_ownFolder, recursive: true);
            }
        }
    }

    private static string Operated(string more, bool admin) =>
        admin && !more.Contains("admin:", StringComparison.Ordinal) ? $"admin: {{ key: env:ADMIN }}\n{more}" : more;

    private static string Configuration(
        string models,
        string more,
        SandboxClouds clouds,
        string data,
        string accounts,
        string keys,
        string projects
    ) =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: {{data}}
            accounts:
              openai: { cloud: openai, endpoint: {{clouds.OpenAi.Address}}v1, key: env:OPENAI }
              azure-v1: { cloud: azure, endpoint: {{clouds.Azure.Address}}, api: v1, key: env:AZURE }
              azure-classic: { cloud: azure, endpoint: {{clouds.Azure.Address}}, api: "2024-10-21", key: env:AZURE }
              azure-models: { cloud: azure, endpoint: {{clouds.Azure.Address}}, api: models, key: env:AZURE }
              compatible: { cloud: openai-compatible, endpoint: {{clouds.OpenAi.Address}}v1, key: env:OPENAI }
            {{accounts}}
            {{models}}
            projects: {{projects}}
            keys:
              one: { hash: "{{KeyHash.Of(Key)}}", project: one }
              two: { hash: "{{KeyHash.Of(OtherKey)}}", project: two }
            {{keys}}
            {{more}}
            """;
}
