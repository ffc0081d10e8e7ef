using Prenup.LoadRig.Load;
using Prenup.LoadRig.Probe;
using Prenup.LoadRig.Traffic;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Targets;

/// <summary>A way to the upstream: straight, or through a process that is measured.</summary>
internal sealed class Target(string name, int port, Child? process, AllocationProbe? probe, string extraHeaders)
    : IDisposable
{
    private readonly Dictionary<string, Lane> lanes = [];

    public string Name => name;

    /// <summary>The process in between; null on the straight way.</summary>
    public Child? Process => process;

    /// <summary>Exchanges sent this way since the start.</summary>
    public long Sent { get; private set; }

    /// <summary>Exchanges of these that failed.</summary>
    public long Failed { get; private set; }

    /// <summary>Processor time of the process so far, in microseconds.</summary>
    public double CpuMicros => process is null ? 0 : Posix.CpuNanoseconds(process.Id) / 1000d;

    /// <summary>Bytes allocated by the process so far; null where that cannot be asked.</summary>
    public long? AllocatedBytes => probe?.Bytes();

    /// <summary>Fetches one reply, as the yardstick for all others.</summary>
    /// <exception cref="InvalidOperationException">The status is not 200.</exception>
    public byte[] Fetch(Ask ask, string key)
    {
        using var connection = new Connection(port);
        var (status, body) = connection.Fetch(Lane.Request(port, ask, key, extraHeaders));
        Sent++;
        return status == 200
            ? body
            : throw new InvalidOperationException(
                $"{name} answers {status}: {System.Text.Encoding.UTF8.GetString(body)}"
            );
    }

    /// <summary>Prepares one kind of request.</summary>
    public void Prepare(Ask ask, IEnumerable<string> keys, byte[] expected) =>
        lanes[ask.Name] = Lane.Create(port, ask, keys, extraHeaders, expected);

    /// <summary>Runs a load over one kind of request, and counts what was sent.</summary>
    public Tally Load(Ask ask, Func<Lane, Tally> run)
    {
        var tally = run(lanes[ask.Name]);
        Sent += tally.All;
        Failed += tally.Failed;
        return tally;
    }

    public void Dispose()
    {
        foreach (var lane in lanes.Values)
        {
            lane.Dispose();
        }

        process?.Dispose();
    }
}
