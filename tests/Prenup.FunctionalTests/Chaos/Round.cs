using Prenup.Sandbox.Faults;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>Carries out a plan: as many clients as may be in flight, each taking the next exchange, while things go wrong.</summary>
internal sealed class Round(World world, Plan plan)
{
    private static readonly Fault Throttled = Fault.Status(429, null, ("retry-after", "1"));
    private readonly List<Seen> _seen = [];
    private readonly List<Task> _kills = [];
    private int _next = -1;

    /// <summary>Runs it to its end; the disk has room again, and no fault is left over.</summary>
    public async Task<IReadOnlyList<Seen>> RunAsync()
    {
        await Task.WhenAll(Enumerable.Range(0, World.Concurrency).Select(_ => Task.Run(WorkAsync)));
        await Task.WhenAll(_kills);
        world.Disk?.Empty();
        foreach (var cloud in world.Asked)
        {
            cloud.Faults.Clear();
            cloud.Replies.Clear();
        }
        return _seen;
    }

    private async Task WorkAsync()
    {
        while (Interlocked.Increment(ref _next) is var index && index < plan.Errands.Count)
        {
            Happen(index);
            var errand = plan.Errands[index];
            foreach (var mishap in errand.Mishaps)
            {
                mishap.Arm(world.Asked, errand);
            }
            var seen = await Caller.RunAsync(world, errand);
            lock (_seen)
            {
                _seen.Add(seen);
            }
        }
    }

    private void Happen(int index)
    {
        if (plan.Storm is { } storm && storm.From == index)
        {
            world.Named(storm.Cloud).Faults.Enqueue(Throttled, times: storm.Calls);
        }
        if (plan.FullDisk?.From == index)
        {
            world.Disk!.Fill();
        }
        if (plan.FullDisk?.Until == index)
        {
            world.Disk!.Empty();
        }
        if (plan.Kill is { } kill && kill.At == index)
        {
            _kills.Add(KillAsync(kill.After));
        }
    }

    private async Task KillAsync(TimeSpan after)
    {
        await Task.Delay(after);
        await world.KillAsync();
    }
}
