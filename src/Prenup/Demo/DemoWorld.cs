using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Core.Keys;
using Prenup.Sandbox;
using Prenup.Sandbox.Seeing;
using Prenup.Serving;
using Prenup.Stores.Keys;

namespace Prenup.Demo;

/// <summary>Everything the demonstration consists of: simulated clouds, a gateway in front of them, one issued key.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    private const int KeptCalls = 5_000;
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo _temporary;
    private readonly GatewayHost _gateway;

    private DemoWorld(SandboxClouds clouds, GatewayHost gateway, Secret key, string folder, DirectoryInfo temporary) =>
        (Clouds, _gateway, Key, Folder, _temporary) = (clouds, gateway, key, folder, temporary);

    /// <summary>The simulated clouds.</summary>
    public SandboxClouds Clouds { get; }

    /// <summary>The key that the sample traffic carries.</summary>
    public Secret Key { get; }

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>Where the gateway listens, ending in a slash.</summary>
    public Uri Address => _gateway.Addresses[0];

    /// <summary>Starts the clouds, then issues the key, then starts the gateway.</summary>
    /// <exception cref="IOException">The gateway's port is taken, or the folder cannot be used.</exception>
    public static async Task<DemoWorld> StartAsync(DemoOptions options, CancellationToken stop)
    {
        var temporary = Directory.CreateTempSubdirectory("prenup-demo-"); // private to the user
        var folder = Path.GetFullPath(options.Keep ?? Path.Combine(temporary.FullName, "data"));
        var clouds = await SandboxClouds.StartAsync(Sandbox(), stop);
        try
        {
            clouds.WriteCredentials(temporary.FullName);
            var configuration = DemoConfiguration.Make(options, folder, clouds, temporary.FullName);
            var key = Issue(folder);
            var gateway = await GatewayHost.StartAsync(configuration, NullLoggerFactory.Instance, TimeProvider.System);
            await gateway.Ledger.FlushAsync(); // makes what the feed reads
            return new DemoWorld(clouds, gateway, key, folder, temporary);
        }
        catch
        {
            await clouds.DisposeAsync();
            temporary.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Lets every exchange end, here and at the clouds, and brings the ledger up to date; false where something was left.</summary>
    public async Task<bool> SettleAsync(CancellationToken stopNow)
    {
        var drained = await _gateway.DrainAsync(LongestDrain, stopNow);
        for (var tries = 0; drained && tries < LongestDrain / Beat && AnyRunning(); tries++)
        {
            await Task.Delay(Beat, stopNow);
        }
        return drained && !AnyRunning() && await _gateway.Ledger.FlushAsync();
    }

    /// <summary>Stops the gateway, then the clouds, and removes the credentials, and the data unless it is kept.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Clouds.DisposeAsync();
        _temporary.Delete(recursive: true);
    }

    private bool AnyRunning() =>
        Clouds.All.Any(static cloud => cloud.Calls.Any(static call => call.End == CallEnd.Running));

    // About as fast as a small model nearby; a run without an end keeps neither bodies nor old calls.
    private static SandboxOptions Sandbox() =>
        new()
        {
            Clouds = ["openai", "azure", "entra", "bedrock-runtime", "bedrock-mantle", "vertex"],
            Latency = new SandboxLatency(TimeSpan.FromMilliseconds(120), TokensPerSecond: 250),
            KeepBodies = false,
            KeptCalls = KeptCalls,
        };

    private static Secret Issue(string folder)
    {
        using var store = KeyStore.Open(folder, TimeProvider.System);
        return store.Create(new NewKey("demo", DemoConfiguration.Project));
    }
}
