using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>A round: everything that is asked and everything that goes wrong, made from one integer.</summary>
/// <param name="Seed">The integer.</param>
/// <param name="Errands">The exchanges, in the order in which they begin.</param>
internal sealed record Plan(int Seed, IReadOnlyList<Errand> Errands)
{
    /// <summary>Exchanges in a round.</summary>
    public const int Size = 320;

    /// <summary>The exchange at which the gateway is killed, and how long after; null in rounds without a kill.</summary>
    public (int At, TimeSpan After)? Kill { get; private init; }

    /// <summary>From which exchange to which the disk is full; null in rounds with room.</summary>
    public (int From, int Until)? FullDisk { get; private init; }

    /// <summary>The cloud that throttles, from which exchange, and how many calls; null in quiet rounds.</summary>
    public (string Cloud, int From, int Calls)? Storm { get; private init; }

    /// <param name="seed">What it is made from.</param>
    /// <param name="first">The number of the first exchange.</param>
    /// <param name="disk">Whether the disk may fill up.</param>
    public static Plan Of(int seed, int first, bool disk)
    {
        var dice = new Random(seed);
        var fills = disk && dice.Next(2) == 0;
        var full = fills ? dice.Next(Size / 2) : 0;
        return new Plan(seed, [.. Enumerable.Range(first, Size).Select(number => Errand(dice, number, fills))])
        {
            Kill = dice.Next(5) < 3 ? (dice.Next(Size), TimeSpan.FromMilliseconds(dice.Next(120))) : null,
            FullDisk = fills ? (full, full + dice.Next(40, Size / 2)) : null,
            Storm = dice.Next(3) == 0 ? (dice.GetItems(Models.Clouds, 1)[0], dice.Next(Size), dice.Next(1, 40)) : null,
        };
    }

    private static Errand Errand(Random dice, int number, bool tagged)
    {
        var (model, dialect) = dice.GetItems(Models.Mix, 1)[0];
        var streamed = dialect != Dialect.OpenAiEmbeddings && dice.Next(2) == 0;
        var errand = new Errand(number, model, dialect, streamed, dice.Next(1, 24))
        {
            Long = dice.Next(10) == 0 && model != Models.WithoutCacheRate,
            Tagged = tagged && dialect != Dialect.OpenAiEmbeddings,
        };
        return dice.Next(100) switch
        {
            < 3 => errand with
            {
                Mishaps = [.. Enumerable.Repeat(0, dice.Next(1, 3)).Select(_ => Mishap.Draw(dice, dialect, streamed))],
            },
            < 8 => errand with { Mishaps = [Mishap.Shape(dice, streamed)] },
            < 10 => errand with { LeavesAfterBytes = dice.Next(1, streamed ? 6000 : 900) },
            10 => errand with { LeavesAfter = TimeSpan.FromMilliseconds(dice.Next(60)) },
            _ => errand,
        };
    }
}
