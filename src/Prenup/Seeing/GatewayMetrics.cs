using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>Metrics of the gateway as a whole: room, ledger, logs, configuration.</summary>
internal static class GatewayMetrics
{
    public static IEnumerable<Metric> Of(GatewayState state)
    {
        yield return Metric.Gauge(
            "prenup_build_info",
            "1, with the program's version.",
            "version",
            static () => [new Sample(1, GatewayState.Version)]
        );
        yield return Metric.Gauge(
            "prenup_ready",
            "1 while new exchanges should come here, 0 otherwise: what /readyz says.",
            () => state.Readiness.WhyNot is null ? 1 : 0
        );
        yield return Metric.Gauge(
            "prenup_configuration_timestamp_seconds",
            "When the configuration in force took effect, in Unix time.",
            () => state.Configured.Since.ToUnixTimeMilliseconds() / 1000m
        );
        yield return Metric.Counter(
            "prenup_configuration_reloads_total",
            "Configurations that took effect after the first.",
            () => state.Reload?.Status.Reloads ?? 0
        );
        yield return Metric.Counter(
            "prenup_configuration_refusals_total",
            "Configurations that were refused, so that the one before stayed in force.",
            () => state.Reload?.Status.Refusals ?? 0
        );
        yield return Metric.Gauge(
            "prenup_configuration_refused",
            "1 while the last configuration that was read is not in force.",
            () => state.Reload?.Status.Refused is null ? 0 : 1
        );
        yield return Metric.Counter(
            "prenup_access_log_dropped_total",
            "Access-log lines that were dropped: the disk was slow or refused them.",
            () => state.Access?.Dropped ?? 0
        );
        foreach (var metric in Bare(state.BareRefusals).Concat(Room(state)).Concat(Ledger(state)))
        {
            yield return metric;
        }
    }

    private static IEnumerable<Metric> Bare(BareRefusals? refusals)
    {
        yield return Metric.Counter(
            "prenup_bare_refusals_total",
            "Requests that the server refused below HTTP routing: no proper HTTP, heads beyond the limits.",
            () => refusals?.Count ?? 0
        );
        yield return Metric.Counter(
            "prenup_connections_refused_total",
            "Connections that were closed unread, since there were as many as there may be.",
            () => refusals?.Connections ?? 0
        );
    }

    private static IEnumerable<Metric> Room(GatewayState state)
    {
        yield return Metric.Gauge("prenup_exchanges_in_flight", "Exchanges in flight.", () => state.Room.Exchanges);
        yield return Metric.Gauge(
            "prenup_exchanges_limit",
            "Exchanges at a time before new ones are refused.",
            () => state.Configured.Catalogue.Limits.Exchanges
        );
        yield return Metric.Gauge(
            "prenup_request_bytes_in_flight",
            "Bytes of request bodies in memory.",
            () => state.Room.Bytes
        );
        yield return Metric.Gauge(
            "prenup_request_bytes_limit",
            "Bytes of request bodies in memory before new ones are refused.",
            () => state.Configured.Catalogue.Limits.InFlightBytes
        );
    }

    private static IEnumerable<Metric> Ledger(GatewayState state)
    {
        var ledger = state.Ledger;
        yield return Metric.Gauge(
            "prenup_ledger_accepting",
            "1 while new paid work can be entered, 0 while it is refused.",
            () => ledger.IsAccepting ? 1 : 0
        );
        yield return Metric.Gauge(
            "prenup_ledger_lag_bytes",
            "Bytes of the journal that SQLite has not taken over.",
            () => ledger.ImportLag.Bytes
        );
        yield return Metric.Gauge(
            "prenup_ledger_lag_seconds",
            "How long ago SQLite had taken over all of the journal; 0 while nothing is left.",
            () => (decimal)ledger.ImportLag.Age.TotalSeconds
        );
        yield return Metric.Gauge(
            "prenup_ledger_backlog_entries",
            "Entries that wait in memory for a journal that cannot be written.",
            () => ledger.Backlog
        );
        yield return Metric.Counter(
            "prenup_ledger_dropped_total",
            "Closed entries that were lost because the backlog was full.",
            () => ledger.Dropped
        );
        yield return Metric.Gauge(
            "prenup_ledger_clock_behind_seconds",
            "How far the clock is behind the ledger's last entry, since it stepped back; 0 while it is not.",
            () => (decimal)ledger.ClockBehind.TotalSeconds
        );
    }
}
