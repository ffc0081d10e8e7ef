using System.Diagnostics.Metrics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Prenup.Configuring;
using Prenup.Gateway;
using Prenup.Gateway.Tallying;
using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>Sends traces and metrics to a collector. Where none is configured it does not exist, and nothing is recorded for it.</summary>
internal sealed class Telemetry : IAsyncDisposable
{
    private const int Farewell = 3_000; // milliseconds for what is left, at the end
    private readonly Meter _meter;
    private readonly TracerProvider _traces;
    private readonly MeterProvider _metrics;

    private Telemetry(OtlpSettings settings, GatewayState state)
    {
        _meter = new Meter($"{GenAiMeter.MeterName}.Gateway");
        foreach (var metric in AllMetrics.Of(state))
        {
            Show(metric);
        }
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(OtlpExport.Resource)
            .AddSource(Spans.SourceName)
            .AddOtlpExporter(exporter => exporter.Configure(settings, "traces"))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(OtlpExport.Resource)
            .AddMeter(GenAiMeter.MeterName, _meter.Name)
            .AddOtlpExporter(exporter => exporter.Configure(settings, "metrics"))
            .Build();
    }

    /// <summary>Begins to send; null where nothing is configured.</summary>
    public static Telemetry? Start(OtlpSettings? settings, GatewayState state) =>
        settings is null ? null : new Telemetry(settings, state);

    /// <summary>Sends what is left, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.Run(() => // the library waits for its last export on the thread that asks for it
        {
            _traces.Shutdown(Farewell);
            _metrics.Shutdown(Farewell);
        });
        _traces.Dispose();
        _metrics.Dispose();
        _meter.Dispose();
    }

    // Histograms are left to the conventions' own ones.
    private void Show(Metric metric)
    {
        const string total = "_total";
        if (metric.Kind == MetricKind.Counter)
        {
            _meter.CreateObservableCounter(metric.Name[..^total.Length], () => Measure(metric), null, metric.Help);
        }
        else if (metric.Kind == MetricKind.Gauge)
        {
            _meter.CreateObservableGauge(metric.Name, () => Measure(metric), null, metric.Help);
        }
    }

    private static IEnumerable<Measurement<double>> Measure(Metric metric) =>
        metric
            .Read()
            .Select(sample => new Measurement<double>(
                (double)sample.Value,
                metric.Labels.Zip(sample.Labels, static (name, value) => KeyValuePair.Create(name, (object?)value))
            ));
}
