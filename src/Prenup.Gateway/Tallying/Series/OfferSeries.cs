using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Usage;

namespace Prenup.Gateway.Tallying.Series;

/// <summary>What is counted of one offer of one model.</summary>
/// <param name="model">The model, or <see cref="Labels.UnknownModel"/>.</param>
/// <param name="offer">The offer, or <see cref="Labels.NoOffer"/>.</param>
public sealed class OfferSeries(string model, string offer)
{
    private const long ShortestStream = 1_000; // microseconds: below that a rate says nothing
    private readonly Lock _money = new();
    private PicoTotal _cost;
    private long _priceUnknown;
    private volatile LastFault? _last;

    /// <summary>The model's name.</summary>
    public string Model { get; } = model;

    /// <summary>The offer's name.</summary>
    public string Offer { get; } = offer;

    /// <summary>Exchanges, by how they ended and who is to blame.</summary>
    public CounterGrid Exchanges { get; } = new(Labels.Ends, Labels.Blames);

    /// <summary>Attempts, by how they ended and what went wrong.</summary>
    public CounterGrid Attempts { get; } = new(Labels.Outcomes, Labels.Kinds);

    /// <summary>Attempts, by the state of their entries.</summary>
    public CounterGrid States { get; } = new(Labels.States, Labels.Only);

    /// <summary>Tokens, by meter and by how they are known.</summary>
    public CounterGrid Tokens { get; } = new(Labels.Tokens, Labels.Bases);

    /// <summary>From an attempt's begin to its first content, of streams.</summary>
    public Histogram FirstContent { get; } = new(HistogramScale.FirstContent);

    /// <summary>From an attempt's begin to its end, of those that completed.</summary>
    public Histogram Duration { get; } = new(HistogramScale.Duration);

    /// <summary>Output tokens a second after the first content, of streams whose usage was reported.</summary>
    public Histogram TokensPerSecond { get; } = new(HistogramScale.TokensPerSecond);

    /// <summary>Attempts that used tokens for which no price was found.</summary>
    public long PriceUnknown => Interlocked.Read(ref _priceUnknown);

    /// <summary>The last fault that was not the client's; null where there was none since the start.</summary>
    public LastFault? Last => _last;

    /// <summary>The sum of all known costs; exact.</summary>
    public PicoTotal Cost
    {
        get
        {
            lock (_money)
            {
                return _cost;
            }
        }
    }

    internal void Ended(ExchangeEnd end, Fault? fault) => Exchanges.Add((int)end, Labels.Index(fault?.Blame));

    internal void Closed(Closed closed, Fault? fault, bool streamed)
    {
        Attempts.Add((int)closed.Outcome, (int)closed.Fault);
        States.Add((int)AttemptStates.Of(closed.Outcome, closed.Basis, closed.Cost is not null), 0);
        Use(closed);
        if (closed.Outcome == Outcome.Completed)
        {
            Duration.Record(closed.Duration);
        }
        if (streamed && closed.FirstContent is { } first)
        {
            FirstContent.Record(first);
            Speed(closed, (closed.Duration - first).Ticks / TimeSpan.TicksPerMicrosecond);
        }
        if (fault is { Blame: not Blame.Client })
        {
            _last = new LastFault(closed.At, closed.Attempt, fault.Kind, fault.Blame, fault.Code, closed.Status);
        }
    }

    private void Use(Closed closed)
    {
        if (closed.Basis is not (UsageBasis.Reported or UsageBasis.Estimated))
        {
            return;
        }
        var usage = closed.Usage;
        for (var meter = Meter.TextIn; meter < (Meter)Meters.Count; meter++)
        {
            if (usage[meter] is > 0 and var tokens)
            {
                Tokens.Add((int)meter, (int)closed.Basis, tokens);
            }
        }
        if (closed.Cost is not { } cost)
        {
            Interlocked.Increment(ref _priceUnknown);
            return;
        }
        lock (_money) // 128 bits: what one offer costs in its life may exceed 9.2 million USD
        {
            _cost += cost;
        }
    }

    private void Speed(Closed closed, long microseconds)
    {
        var tokens = closed.Usage.TotalOut - 1; // the first one came before the time that is measured
        if (closed.Basis == UsageBasis.Reported && tokens > 0 && microseconds >= ShortestStream)
        {
            TokensPerSecond.Record(tokens * 1_000_000 / microseconds);
        }
    }
}
