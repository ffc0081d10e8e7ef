using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>Metrics of alerts on their way to their receivers.</summary>
internal static class AlertMetrics
{
    public static IEnumerable<Metric> Of(GatewayState state)
    {
        yield return Metric.Counter(
            "prenup_alerts_total",
            "Alerts that were written down to be told.",
            () => state.Alerts?.Raised ?? 0
        );
        yield return Metric.Counter(
            "prenup_alerts_delivered_total",
            "Alerts that a receiver took.",
            () => state.Alerts?.Delivered ?? 0
        );
        yield return Metric.Counter(
            "prenup_alerts_given_up_total",
            "Alerts that a receiver did not take for three days.",
            () => state.Alerts?.GivenUp ?? 0
        );
        yield return Metric.Gauge(
            "prenup_alerts_waiting",
            "Alerts that wait for their receiver.",
            () => state.Alerts?.Waiting ?? 0
        );
    }
}
