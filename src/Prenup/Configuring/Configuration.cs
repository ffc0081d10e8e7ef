using Prenup.Core.Contracts;
using Prenup.Core.Keys;
using Prenup.Core.Offers;

namespace Prenup.Configuring;

/// <summary>One configuration file, validated whole. Immutable; a reload makes another one.</summary>
public sealed record Configuration
{
    /// <summary>Where the gateway listens unless told otherwise: loopback alone.</summary>
    public static Uri DefaultListen { get; } = new("http://127.0.0.1:4747");

    /// <summary>How long exchanges may finish unless told otherwise: 30 s, as orchestrators wait before they kill.</summary>
    public static TimeSpan DefaultShutdownDrain { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Where the gateway listens; at least one. Does not change while running.</summary>
    public required IReadOnlyList<ListenEndpoint> Listen { get; init; }

    /// <summary>The folder of journal and ledger, absolute. Does not change while running.</summary>
    public required string Data { get; init; }

    /// <summary>The key of the admin endpoints; null where there is none, which is allowed on loopback alone.</summary>
    public Secret? AdminKey { get; init; }

    /// <summary>Models, offers, keys, prices and limits: what an exchange needs.</summary>
    public required Catalogue Catalogue { get; init; }

    /// <summary>The accounts that are served, in file order, whether an offer uses them or not.</summary>
    public IReadOnlyList<Account> Accounts { get; init; } = [];

    /// <summary>Where the access log goes; null is nowhere.</summary>
    public AccessLogSettings? AccessLog { get; init; }

    /// <summary>Where traces, metrics and logs are sent; null is nowhere.</summary>
    public OtlpSettings? Telemetry { get; init; }

    /// <summary>Who is told of budgets that are used up.</summary>
    public IReadOnlyList<Webhook> Webhooks { get; init; } = [];

    /// <summary>How the ledger is written.</summary>
    public LedgerSettings Ledger { get; init; } = LedgerSettings.Default;

    /// <summary>How long exchanges may finish after the first signal to stop.</summary>
    public TimeSpan ShutdownDrain { get; init; } = DefaultShutdownDrain;

    /// <summary>Contracts by name; validated, not used yet.</summary>
    public IReadOnlyList<Contract> Contracts { get; init; } = [];

    /// <summary>The organisation; null where none is declared.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>The teams.</summary>
    public IReadOnlyList<Team> Teams { get; init; } = [];

    /// <summary>The projects.</summary>
    public IReadOnlyList<Project> Projects { get; init; } = [];

    /// <summary>What was read but is not enforced or not served, in file order.</summary>
    public IReadOnlyList<Problem> Warnings { get; init; } = [];
}
