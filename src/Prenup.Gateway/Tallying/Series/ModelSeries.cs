namespace Prenup.Gateway.Tallying.Series;

/// <summary>What is counted of one model, whichever offer answers.</summary>
/// <param name="model">The model's name.</param>
public sealed class ModelSeries(string model)
{
    /// <summary>The model's name.</summary>
    public string Model { get; } = model;

    /// <summary>From a request's head to the end of its reply, of exchanges that completed.</summary>
    public Histogram Duration { get; } = new(HistogramScale.Duration);

    /// <summary>Attempts made since the one before them failed, by what went wrong with that one.</summary>
    public CounterGrid Failovers { get; } = new(Labels.Kinds, Labels.Only);
}
