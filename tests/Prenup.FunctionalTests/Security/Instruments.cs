using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Prenup.FunctionalTests.Security;

/// <summary>Listens to every meter and every trace of the process.</summary>
internal sealed class Instruments : IDisposable
{
    private readonly ConcurrentQueue<string> _told = [];
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _traces;

    public Instruments()
    {
        _meters.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Take(instrument, tags));
        _meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Take(instrument, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Take(instrument, tags));
        _meters.Start();
        _traces = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = trace =>
                _told.Enqueue(
                    $"{trace.DisplayName} {string.Join(' ', trace.TagObjects)} {string.Join(' ', trace.Baggage)}"
                ),
        };
        ActivitySource.AddActivityListener(_traces);
    }

    /// <summary>Measurements with their tags, and traces.</summary>
    public IReadOnlyCollection<string> Told => _told;

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }

    private void Take(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _told.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray())}");
}
