using BenchmarkDotNet.Attributes;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Core.Money;

namespace Prenup.Benchmarks.Budgets;

/// <summary>What budgets and limits at all four levels add to one request: reserved, narrowed, settled, given back.</summary>
[MemoryDiagnoser]
public class ReservationBenchmarks
{
    private static readonly Need Most = new(new PicoDollars(15_000_000_000), 2_000);
    private static readonly Need Chosen = new(new PicoDollars(6_000_000_000), 1_500);
    private static readonly PicoDollars Cost = new(1_000);
    private readonly Allowances _allowances = new();
    private readonly Lineage _lineage;

    public ReservationBenchmarks()
    {
        var bounds = new Bounds
        {
            Budget = new Budget(
                1_000_000_000m,
                new Period(PeriodUnit.Month, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"))
            ),
            Limits = new RateLimits
            {
                RequestsPerMinute = int.MaxValue,
                TokensPerMinute = long.MaxValue / 2,
                Concurrent = 1_000,
            },
        };
        var key = new VirtualKey
        {
            Name = "catalogue-prod",
            Hash = default,
            Project = "catalogue",
            Bounds = bounds,
        };
        _lineage = new KeyTree(
            new Organisation("acme", bounds),
            [new Team("search", bounds)],
            [new Project("catalogue", "search", bounds)]
        ).Of(key);
    }

    [Benchmark]
    public bool Reserve_narrow_settle()
    {
        var moment = Moment.Of(TimeProvider.System);
        if (_allowances.Reserve(_lineage, Most, moment, out var reservation) is not null)
        {
            return false;
        }
        using (reservation)
        {
            var held = reservation.Hold(Chosen, Moment.Of(TimeProvider.System)) is null;
            reservation.Begin();
            reservation.Settle(Cost, 900);
            return held;
        }
    }
}
