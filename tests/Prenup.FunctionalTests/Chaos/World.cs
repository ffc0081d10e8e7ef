using System.Diagnostics;
using Prenup.Commands;
using Prenup.Core.Keys;
using Prenup.FunctionalTests.Matrix;
using Prenup.FunctionalTests.Robustness;
using Prenup.FunctionalTests.Seeing;
using Prenup.Sandbox;
using Prenup.Sandbox.Seeing;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>Clouds that live on, and a gateway before them that is killed and started again on the same data.</summary>
internal sealed class World : IAsyncDisposable
{
    /// <summary>Exchanges in flight at most: the gateway's own limit, and as many clients.</summary>
    public const int Concurrency = 12;

    /// <summary>What is 0 when all has ended: nothing in flight, nothing left to take over, nothing reserved.</summary>
    private static readonly string[] Zero =
    [
        "prenup_exchanges_in_flight",
        "prenup_ledger_lag_bytes",
        "prenup_ledger_backlog_entries",
        "prenup_ledger_dropped_total",
        """prenup_budget_reserved_usd{scope="organisation",name=""}""",
        """prenup_budget_reserved_usd{scope="project",name="one"}""",
        """prenup_budget_reserved_usd{scope="key",name="one"}""",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-chaos-").FullName;
    private readonly List<TestClient> _clients = [];
    private ChildGateway? _gateway;
    private Task<TestClient> _up = null!;
    private Uri _address = null!;

    private World(SandboxClouds clouds, SmallDisk? disk) => (Clouds, Disk) = (clouds, disk);

    public SandboxClouds Clouds { get; }

    /// <summary>The clouds that are asked.</summary>
    public IReadOnlyList<SandboxCloud> Asked => [.. Models.Clouds.Select(Named)];

    /// <summary>The disk that fills up; null where the data lies on an ordinary one.</summary>
    public SmallDisk? Disk { get; }

    /// <summary>From a kill to the next start's listening, at worst.</summary>
    public TimeSpan WorstRecovery { get; private set; }

    private string Data => Disk?.Folder ?? Path.Combine(_folder, "data");

    /// <param name="disk">Where the data lies, which is disposed with the world; null is an ordinary folder.</param>
    public static async Task<World> StartAsync(SmallDisk? disk)
    {
        var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions
            {
                Clouds = [.. SandboxClouds.Names.Except(["google", "ibm-iam"])],
                Latency = new SandboxLatency(TimeSpan.FromMilliseconds(2), TokensPerSecond: 1000),
            },
            CancellationToken.None
        );
        var world = new World(clouds, disk);
        WorldAccounts.WriteFiles(clouds, world._folder);
        world._up = world.StartGatewayAsync();
        await world._up;
        return world;
    }

    public SandboxCloud Named(string cloud) => Clouds.All.Single(one => one.Name == cloud);

    /// <summary>A client of the gateway; waits while it is down.</summary>
    public Task<TestClient> UpAsync() => _up;

    /// <summary><c>kill -9</c>, and a start on the same data.</summary>
    public async Task KillAsync()
    {
        var since = Stopwatch.GetTimestamp();
        _up = ReplaceAsync(_gateway!);
        await _up;
        var took = Stopwatch.GetElapsedTime(since);
        WorstRecovery = took > WorstRecovery ? took : WorstRecovery;
    }

    /// <summary>Waits until nothing runs anywhere and SQLite holds all of the journal, and reads the ledger.</summary>
    public async Task<IReadOnlyList<LedgerRow>> QuietAsync()
    {
        await Eventually.HoldsAsync(
            () => !Running().Any(),
            () => $"no call runs at any cloud: {string.Join(", ", Running())}"
        );
        await Scrape.WhenAsync(
            _address,
            static scrape =>
                Zero.All(name => scrape.Has(name) && scrape[name] == 0) && scrape["prenup_ledger_accepting"] == 1
        );
        using var reader = LedgerReader.Open(Data);
        return [.. reader.Show(LedgerFilter.All)];
    }

    /// <summary>Has the command line check every record of the journal against SQLite, and recompute every cost.</summary>
    public async Task VerifyAsync()
    {
        using var output = new StringWriter();
        using var talk = new StringWriter();
        string[] line = ["ledger", "verify", "--data", Data];
        var code = await CommandLine.RunAsync(line, static _ => null, output, talk, CancellationToken.None);
        Assert.True(code == 0, output.ToString() + talk);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(static client => client.Dispose());
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
        await Clouds.DisposeAsync();
        Disk?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<TestClient> ReplaceAsync(ChildGateway killed)
    {
        _gateway = null;
        await killed.DisposeAsync();
        return await StartGatewayAsync();
    }

    private async Task<TestClient> StartGatewayAsync()
    {
        (_gateway, _address) = await ChildGateway.StartAsync(
            _folder,
            Yaml(),
            ("OPENAI", Clouds.OpenAi.Key),
            ("AZURE", Clouds.Azure.Key),
            ("ADMIN", TestGateway.AdminKey),
            ("AWS_KEY", Clouds.Aws.Options.BedrockKey),
            ("AWS_SECRET", Clouds.Aws.Options.LongTerm.SecretAccessKey)
        );
        var client = new TestClient(_address);
        lock (_clients)
        {
            _clients.Add(client);
        }
        return client;
    }

    private IEnumerable<SeenCall> Running() =>
        Clouds.All.SelectMany(static cloud => cloud.Calls).Where(static call => call.End == CallEnd.Running);

    private string Yaml() =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: {{Data}}
            admin: { key: env:ADMIN }
            limits: { event: 64KiB }
            ledger: { segment: 256KiB }
            accounts:
            {{WorldAccounts.Of(Clouds, _folder)}}
            {{Models.Yaml}}
            prices: { books: [ builtin, ./prices.yaml ] }
            projects: { one: { budget: { usd: 1000, per: month } } }
            keys: { one: { hash: "{{KeyHash.Of(
                TestGateway.Key
            )}}", project: one, budget: { usd: 1000, per: month }, limits: { concurrent: {{Concurrency}} } } }
            """;
}
