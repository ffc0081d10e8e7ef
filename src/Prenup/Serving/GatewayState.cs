using System.Reflection;
using Prenup.Alerting;
using Prenup.Core.Budgets;
using Prenup.Core.Health;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Gateway;
using Prenup.Gateway.Admitting;
using Prenup.Gateway.Tallying;
using Prenup.Gateway.Tallying.Series;
using Prenup.Serving.Reloading;
using Prenup.Stores;

namespace Prenup.Serving;

/// <summary>What a running gateway holds in memory, made once; the stages change it, and what is shown is read from it.</summary>
/// <param name="catalogue">The configuration that it starts with.</param>
/// <param name="ledger">The ledger.</param>
/// <param name="clock">Where time comes from.</param>
public sealed class GatewayState(Catalogue catalogue, LedgerStore ledger, TimeProvider clock)
{
    /// <summary>The program's version: <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        Assembly.GetExecutingAssembly().GetName().Version?.ToString(fieldCount: 3) ?? "0";

    /// <summary>Where time comes from.</summary>
    public TimeProvider Clock { get; } = clock;

    /// <summary>When the gateway was started.</summary>
    public DateTimeOffset Started { get; } = clock.GetUtcNow();

    /// <summary>The configuration in force.</summary>
    public Configured Configured { get; } = new(catalogue, clock.GetUtcNow());

    /// <summary>What brings another configuration in, and says what became of it; set once, before the gateway listens.</summary>
    public ConfigurationReload? Reload { get; set; }

    /// <summary>The ledger.</summary>
    public LedgerStore Ledger { get; } = ledger;

    /// <summary>What is in flight.</summary>
    public Room Room { get; } = new(catalogue.Limits);

    /// <summary>Whether new exchanges should come here.</summary>
    public Readiness Readiness => field ??= new Readiness(Room, Ledger, Allowances);

    /// <summary>The keys made by command.</summary>
    public KeyRing Keys { get; } = new();

    /// <summary>What keys, projects, teams and the organisation have in use.</summary>
    public Allowances Allowances { get; } = new();

    /// <summary>Which offers are cooling.</summary>
    public OfferHealth Health { get; } = new();

    /// <summary>What tells receivers of alerts; set once, before the gateway listens.</summary>
    public Alerts? Alerts { get; set; }

    /// <summary>What was counted.</summary>
    public GatewaySeries Series { get; } = new();

    /// <summary>The access log; null where there is none.</summary>
    public AccessLog? Access { get; init; }

    /// <summary>What the server refused below routing; null where nobody counts it.</summary>
    public BareRefusals? BareRefusals { get; init; }

    /// <summary>Every key, however it was made.</summary>
    public IEnumerable<VirtualKey> AllKeys => Configured.Catalogue.Keys.All.Concat(Keys.All);

    /// <summary>Every configured offer with its model, in the order of the models' names.</summary>
    public IEnumerable<(Model Model, Offer Offer)> Offers =>
        from model in Configured.Catalogue.Models.Values.OrderBy(static model => model.Name, StringComparer.Ordinal)
        from offer in model.Offers
        select (model, offer);
}
