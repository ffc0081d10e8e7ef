using System.Collections.Concurrent;

namespace Prenup.Gateway.Tallying.Series;

/// <summary>
/// Everything that is counted of exchanges, under stable names: it outlives a change of the configuration. As many series
/// exist as models and offers were ever configured in this process; nothing that a client sends makes one.
/// </summary>
public sealed class GatewaySeries
{
    private readonly ConcurrentDictionary<(string Model, string Offer), OfferSeries> _offers = new();
    private readonly ConcurrentDictionary<string, ModelSeries> _models = new(StringComparer.Ordinal);
    private long _repeats;

    /// <summary>What clients were refused with.</summary>
    public RefusalSeries Refusals { get; } = new();

    /// <summary>What the gateway adds to a whole reply that the first attempt brought.</summary>
    public Histogram WholeOverhead { get; } = new(HistogramScale.Overhead);

    /// <summary>What the gateway adds to a stream before its first attempt is sent.</summary>
    public Histogram StreamOverhead { get; } = new(HistogramScale.Overhead);

    /// <summary>Requests that joined or replayed an exchange instead of being one.</summary>
    public long Repeats => Interlocked.Read(ref _repeats);

    /// <summary>Every offer that has a series.</summary>
    public IEnumerable<OfferSeries> Offers => _offers.Values;

    /// <summary>Every model that has a series.</summary>
    public IEnumerable<ModelSeries> Models => _models.Values;

    /// <summary>The series of an offer; made where it is missing. Both names come from the configuration.</summary>
    public OfferSeries Offer(string model, string offer) =>
        _offers.GetOrAdd((model, offer), static names => new OfferSeries(names.Model, names.Offer));

    internal void Repeated() => Interlocked.Increment(ref _repeats);

    /// <summary>The series of a model; made where it is missing. The name comes from the configuration.</summary>
    public ModelSeries Model(string model) => _models.GetOrAdd(model, static name => new ModelSeries(name));
}
