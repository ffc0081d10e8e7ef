using System.Diagnostics;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Load;

/// <summary>
/// Requests at scheduled instants, whatever the replies do. Each connection has its own share of the schedule; one that is
/// late sends at once, and its latency counts from the scheduled instant, so that waiting is not left out.
/// </summary>
internal static class OpenLoop
{
    /// <summary>Sends <paramref name="rate"/> requests a second for a time; the tally keeps every latency.</summary>
    public static Tally Run(Lane lane, int connections, double rate, TimeSpan time)
    {
        lane.Open(connections);
        var tallies = new Tally[connections];
        var interval = Stopwatch.Frequency / rate;
        var total = (long)(rate * time.TotalSeconds);
        var began = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100);
        var last = began + (long)((time.TotalSeconds * Stopwatch.Frequency * 1.5) + Stopwatch.Frequency);
        Threads.Run(
            connections,
            index =>
            {
                var tally = tallies[index] = new Tally();
                for (long number = index; number < total; number += connections)
                {
                    var scheduled = began + (long)(number * interval);
                    Posix.SleepUntil(scheduled);
                    lane.Exchange(index, number, tally);
                    var now = Stopwatch.GetTimestamp();
                    tally.Latencies.Add(now - scheduled);
                    if (now > last)
                    {
                        break; // hopelessly behind: the latencies so far say so
                    }
                }
            }
        );
        return Tally.Sum(tallies);
    }
}
