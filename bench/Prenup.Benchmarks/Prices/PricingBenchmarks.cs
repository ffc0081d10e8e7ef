using BenchmarkDotNet.Attributes;
using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Benchmarks.Prices;

/// <summary>What it costs to look a price up and to price one reply with cached tokens.</summary>
[MemoryDiagnoser]
public class PricingBenchmarks
{
    private static readonly DateTimeOffset Instant = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly PriceBook _book = new(BuiltInPrices.All);
    private readonly UsageVector _usage = default(UsageVector)
        .With(Meter.TextIn, 1_200)
        .With(Meter.TextInCached, 896)
        .With(Meter.TextOut, 310)
        .With(Meter.Reasoning, 64);
    private Price? _price;

    [GlobalSetup]
    public void Setup() => _price = LookUp();

    [Benchmark]
    public Price? LookUp() => _book.At("openai/gpt-5.5", "global", Instant);

    [Benchmark]
    public Cost Price() => Pricing.Of(_usage, _price, "default");
}
