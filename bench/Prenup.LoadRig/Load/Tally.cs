namespace Prenup.LoadRig.Load;

/// <summary>What came of a number of exchanges.</summary>
internal sealed class Tally
{
    /// <summary>Exchanges that ended with status 200 and the direct body.</summary>
    public long Good { get; private set; }

    /// <summary>Exchanges with another status.</summary>
    public long WrongStatus { get; private set; }

    /// <summary>Exchanges with status 200 whose body is not the direct one.</summary>
    public long WrongBody { get; private set; }

    /// <summary>Exchanges that the connection did not survive.</summary>
    public long Broken { get; private set; }

    /// <summary>The longest wait for the first piece of a body or between two pieces, in <see cref="System.Diagnostics.Stopwatch"/> ticks.</summary>
    public long LongestGap { get; private set; }

    /// <summary>Latencies in ticks, where the load was asked to keep them.</summary>
    public List<long> Latencies { get; } = [];

    public long All => Good + Failed;

    public long Failed => WrongStatus + WrongBody + Broken;

    public void CountGood() => Good++;

    public void CountStatus() => WrongStatus++;

    public void CountBody() => WrongBody++;

    public void CountBroken() => Broken++;

    public void Gap(long ticks) => LongestGap = Math.Max(LongestGap, ticks);

    /// <summary>The sum of several tallies, with the longest of their gaps.</summary>
    public static Tally Sum(IEnumerable<Tally> parts)
    {
        var sum = new Tally();
        foreach (var part in parts)
        {
            sum.Add(part);
        }

        return sum;
    }

    /// <summary>Adds another tally to this one.</summary>
    public void Add(Tally other)
    {
        Good += other.Good;
        WrongStatus += other.WrongStatus;
        WrongBody += other.WrongBody;
        Broken += other.Broken;
        Gap(other.LongestGap);
        Latencies.AddRange(other.Latencies);
    }

    public override string ToString() =>
        $"{Good} good, {WrongStatus} wrong status, {WrongBody} wrong body, {Broken} broken";
}
