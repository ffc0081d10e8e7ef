using System.Diagnostics;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Load;

/// <summary>A set of connections, each sending its next request as soon as the last is answered: it saturates.</summary>
internal static class ClosedLoop
{
    // Odd, and without a factor in common with the number of keys: the connections walk over different ones.
    private const long KeyStride = 37;

    /// <summary>Runs for a time; exchanges under way at its end are finished.</summary>
    /// <param name="lane">Where to.</param>
    /// <param name="connections">How many at once.</param>
    /// <param name="time">How long new exchanges start.</param>
    /// <param name="spread">The connections start spread over this time, so that streams do not run in step.</param>
    public static Tally Run(Lane lane, int connections, TimeSpan time, TimeSpan spread = default)
    {
        var deadline = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return Run(lane, connections, spread, _ => Stopwatch.GetTimestamp() < deadline);
    }

    /// <summary>One exchange on each connection.</summary>
    public static Tally Once(Lane lane, int connections, TimeSpan spread) =>
        Run(lane, connections, spread, done => done == 0);

    private static Tally Run(Lane lane, int connections, TimeSpan spread, Func<long, bool> more)
    {
        lane.Open(connections);
        var tallies = new Tally[connections];
        var began = Stopwatch.GetTimestamp();
        var step = (long)(spread.TotalSeconds * Stopwatch.Frequency) / connections;
        Threads.Run(
            connections,
            index =>
            {
                var tally = tallies[index] = new Tally();
                Posix.SleepUntil(began + (index * step));
                for (var done = 0L; more(done); done++)
                {
                    lane.Exchange(index, (index * KeyStride) + done, tally);
                }
            }
        );
        return Tally.Sum(tallies);
    }
}
