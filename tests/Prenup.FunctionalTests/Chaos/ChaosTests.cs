using Prenup.FunctionalTests.Robustness;
using Prenup.FunctionalTests.Timers;
using Xunit;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>
/// Mixed load while everything goes wrong: clients that leave at any byte, clouds that cut, reset, stall, throttle and answer
/// nonsense, a disk that fills up, <c>kill -9</c>. After each round the ledger is held against the clouds' own books.
/// A failure names the seed of its round; <c>PRENUP_CHAOS_SEED</c> begins with that one.
/// </summary>
[Collection(TimedCollection.Name)]
public sealed class ChaosTests
{
    private const int RoundsOfAWorld = 10;
    private const int LeastSettled = 90; // percent

    [Fact]
    public Task The_ledger_equals_the_invoice_whatever_goes_wrong() => RunAsync(static () => null, seed: 1);

    [Fact]
    public Task The_ledger_equals_the_invoice_on_a_disk_that_fills_up() =>
        RunAsync(static () => SmallDisk.MountOrSkip(mebibytes: 64), seed: 1001);

    private static async Task RunAsync(Func<SmallDisk?> disk, int seed)
    {
        var figures = new Figures();
        var rounds = Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1" ? 100 : 5;
        seed = int.TryParse(Environment.GetEnvironmentVariable("PRENUP_CHAOS_SEED"), out var given) ? given : seed;
        while (figures.Rounds < rounds)
        {
            var now = Math.Min(RoundsOfAWorld, rounds - figures.Rounds);
            await LiveAsync(await World.StartAsync(disk()), seed + figures.Rounds, now, figures);
        }
        TestContext.Current.TestOutputHelper?.WriteLine(figures.ToString());
        Assert.True(figures.Settled >= LeastSettled, figures.ToString());
    }

    private static async Task LiveAsync(World fresh, int seed, int rounds, Figures figures)
    {
        await using var world = fresh;
        var unknown = 0;
        for (var round = 0; round < rounds; round++)
        {
            var plan = Plan.Of(seed + round, round * Plan.Size, world.Disk is not null);
            var seen = await new Round(world, plan).RunAsync();
            var reckoning = new Reckoning(plan.Seed, world.Clouds, await world.QuietAsync());
            reckoning.JoinsOneToOne();
            reckoning.EqualsTheInvoice();
            reckoning.SettlesWhatWasSeenWhole(seen);
            var lost = reckoning.LosesOnlyWhatAKillCaught(unknown, plan.Kill is null ? 0 : 1);
            figures.MostLost = Math.Max(figures.MostLost, lost - unknown);
            unknown = lost;
            Count(figures, plan, seen);
            if (round == rounds - 1)
            {
                reckoning.Count(figures);
            }
        }
        await world.VerifyAsync();
        figures.WorstRecovery = TimeSpan.FromTicks(Math.Max(figures.WorstRecovery.Ticks, world.WorstRecovery.Ticks));
    }

    private static void Count(Figures figures, Plan plan, IReadOnlyList<Seen> seen)
    {
        figures.Rounds++;
        figures.Exchanges += seen.Count;
        figures.Whole += seen.Count(static one => one.Whole);
        figures.Refused += seen.Count(static one => one.Refused);
        figures.Kills += plan.Kill is null ? 0 : 1;
        figures.FullDisks += plan.FullDisk is null ? 0 : 1;
        figures.Storms += plan.Storm is null ? 0 : 1;
    }
}
