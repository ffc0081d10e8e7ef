using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Prenup.Alerting;
using Prenup.Configuring;
using Prenup.Core.Budgets;
using Prenup.Core.Offers;
using Prenup.Counting;
using Prenup.Credentials;
using Prenup.Gateway;
using Prenup.Gateway.Accepting;
using Prenup.Gateway.Admitting;
using Prenup.Gateway.Permitting;
using Prenup.Gateway.Sending;
using Prenup.Gateway.Streaming;
using Prenup.Gateway.Tallying;
using Prenup.Seeing;
using Prenup.Serving.Reloading;
using Prenup.Stores;

namespace Prenup.Serving;

/// <summary>A gateway that listens: everything composed by hand, in the order in which it is needed, and let go in reverse.</summary>
public sealed class GatewayHost : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Abandon = TimeSpan.FromMilliseconds(50);
    private readonly WebApplication _web;
    private readonly Connections _connections;
    private readonly KeyRefresh _keys;
    private readonly Alerts _alerts;
    private readonly SpentBefore _spent;
    private readonly AccessLog? _access;
    private readonly Room _room;
    private readonly TimeProvider _clock;
    private Telemetry? _telemetry;

    private GatewayHost(
        WebApplication web,
        LedgerStore ledger,
        Connections connections,
        KeyRefresh keys,
        ConfigurationReload reload,
        Alerts alerts,
        SpentBefore spent,
        AccessLog? access,
        Room room,
        TimeProvider clock
    ) =>
        (_web, Ledger, _connections, _keys, Reload, _alerts, _spent, _access, _room, _clock) = (
            web,
            ledger,
            connections,
            keys,
            reload,
            alerts,
            spent,
            access,
            room,
            clock
        );

    /// <summary>The ledger it writes.</summary>
    public LedgerStore Ledger { get; }

    /// <summary>Where it listens.</summary>
    public IReadOnlyList<Uri> Addresses =>
        [
            .. ((IApplicationBuilder)_web)
                .ServerFeatures.Get<IServerAddressesFeature>()!
                .Addresses.Select(static address => new Uri(address)),
        ];

    /// <summary>Which configuration is in force, and what brings the next one in.</summary>
    public ConfigurationReload Reload { get; }

    /// <summary>Accounts that have connections or a credential now; those of past configurations are let go after their exchanges.</summary>
    public int Accounts => _connections.Accounts;

    /// <summary>Exchanges in flight.</summary>
    public int Exchanges => _room.Exchanges;

    /// <summary>Lets keys that were just made in at once.</summary>
    public void LoadKeys() => _keys.Load();

    /// <summary>Opens the ledger, then listens.</summary>
    /// <param name="configuration">What to serve, and where.</param>
    /// <param name="logs">The gateway's own log.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="refusals">Counts what the server refuses below routing, to be shown; null shows 0.</param>
    /// <param name="file">The file that the configuration was read from, to be followed; null where there is none.</param>
    /// <param name="endpoints">What else is set for every endpoint, such as who listens in on its connections; null is nothing.</param>
    /// <exception cref="LedgerInUseException">Another gateway has the data folder.</exception>
    /// <exception cref="IOException">The address is in use, or the data folder cannot be used.</exception>
    public static async Task<GatewayHost> StartAsync(
        Configuration configuration,
        ILoggerFactory logs,
        TimeProvider clock,
        BareRefusals? refusals = null,
        ConfigurationFile? file = null,
        Action<ListenOptions>? endpoints = null
    )
    {
        var ledger = await LedgerStore.OpenAsync(Options(configuration), clock, logs.CreateLogger<LedgerStore>());
        var access = OpenAccessLog(configuration.AccessLog, clock);
        var connections = new Connections(new CredentialSources(clock).For, clock);
        var state = new GatewayState(configuration.Catalogue, ledger, clock)
        {
            Access = access,
            BareRefusals = refusals,
        };
        var keys = new KeyRefresh(configuration.Data, state, logs.CreateLogger<KeyRefresh>());
        var spent = new SpentBefore(state, configuration.Data, logs.CreateLogger<SpentBefore>());
        var accept = Stages(state, connections, logs);
        var door = new AdminDoor(configuration.AdminKey);
        var alerts = state.Alerts = Tell(state.Allowances, configuration, logs, clock);
        var inForce = new InForce(state, connections, door, alerts, spent);
        var reload = new ConfigurationReload(
            file,
            configuration,
            inForce,
            clock,
            logs.CreateLogger<ConfigurationReload>()
        );
        state.Reload = reload;
        var host = new GatewayHost(
            WebServer.Make(configuration, logs, accept, state, door, endpoints),
            ledger,
            connections,
            keys,
            reload,
            alerts,
            spent,
            access,
            state.Room,
            clock
        );
        try
        {
            await spent.RestoreAsync();
            host._telemetry = Telemetry.Start(configuration.Telemetry, state);
            await host._web.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no new exchanges, and waits for those in flight, at most this long; false where some were left.</summary>
    public async Task<bool> DrainAsync(TimeSpan atMost, CancellationToken stopNow)
    {
        _room.Close();
        var begun = _clock.GetTimestamp();
        try
        {
            while (_room.Exchanges > 0 && _clock.GetElapsedTime(begun) < atMost)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), _clock, stopNow);
            }
        }
        catch (OperationCanceledException)
        {
            return _room.Exchanges == 0; // told to stop at once
        }
        return _room.Exchanges == 0;
    }

    /// <summary>Stops listening, aborts what is left (each attempt gets its closed entry), and lets the ledger go last.</summary>
    public async ValueTask DisposeAsync()
    {
        await _room.EndAsync();
        // Idle connections close at once; those with an exchange had their time, and are given up.
        using var now = new CancellationTokenSource(_room.Exchanges > 0 ? Abandon : Farewell, _clock);
        await _web.StopAsync(now.Token);
        await DrainAsync(Farewell, CancellationToken.None); // until their entries are closed
        await _web.DisposeAsync();
        if (_telemetry is not null)
        {
            await _telemetry.DisposeAsync();
        }
        await _keys.DisposeAsync();
        await Reload.DisposeAsync();
        await _alerts.DisposeAsync();
        await _spent.DisposeAsync();
        _connections.Dispose();
        if (_access is not null)
        {
            await _access.DisposeAsync();
        }
        await Ledger.DisposeAsync();
        _room.Dispose();
    }

    private static AcceptStage Stages(GatewayState state, Connections connections, ILoggerFactory logs)
    {
        var (ledger, clock) = (state.Ledger, state.Clock);
        var counts = new ExchangeCounts(state.Series, clock);
        var counter = new VocabularyCounter();
        var origins = new SealedOrigins(capacity: 100_000); // about 10 MiB at most
        var journey = new Journey(
            new AdmitStage(state.Keys, state.Room, ledger, clock),
            new PermitStage(ledger, origins, state.Allowances, counter, clock),
            new SendStage(ledger, ledger.Ids, connections, clock),
            new StreamStage(clock),
            new TallyStage(ledger, state.Health, origins, counts, counter, clock),
            state.Health,
            state.Room,
            new Repeats(clock),
            new JourneyLog(logs.CreateLogger<JourneyLog>(), state.Access, counts),
            clock
        );
        return new AcceptStage(journey, state.Configured, ledger.Ids, clock);
    }

    // Of budgets that are used up to a mark: the log, and the receivers of alerts.
    private static Alerts Tell(
        Allowances allowances,
        Configuration configuration,
        ILoggerFactory logs,
        TimeProvider clock
    )
    {
        var alerts = new Alerts(configuration.Data, configuration.Webhooks, clock, logs.CreateLogger<Alerts>());
        allowances.Crossed += logs.CreateLogger<Allowances>().BudgetCrossed;
        allowances.Crossed += alerts.Raise;
        return alerts;
    }

    private static LedgerOptions Options(Configuration configuration) =>
        new()
        {
            Folder = configuration.Data,
            Durability = configuration.Ledger.Durability,
            OnFailure = configuration.Ledger.WhenFailing,
            SegmentBytes = configuration.Ledger.SegmentBytes,
        };

    private static AccessLog? OpenAccessLog(AccessLogSettings? settings, TimeProvider clock) =>
        settings switch
        {
            null => null,
            { File: { } file } => new AccessLog(
                new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 1),
                clock
            ),
            _ => new AccessLog(Console.OpenStandardOutput(), clock),
        };
}
