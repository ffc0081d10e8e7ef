using Prenup.Sandbox.Seeing;

namespace Prenup.Sandbox.Faults;

/// <summary>The faults still to come, in order. Thread-safe.</summary>
public sealed class FaultScript
{
    private readonly Lock _lock = new();
    private readonly List<Entry> _entries = [];

    /// <summary>How many entries wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Adds a fault for the next matching calls.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="match">Which calls it may strike, by what was seen of the request; null strikes any.</param>
    /// <param name="times">How many calls it strikes; <see cref="int.MaxValue"/> is for ever.</param>
    public void Enqueue(Fault fault, Func<SeenCall, bool>? match = null, int times = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        lock (_lock)
        {
            _entries.Add(new(fault, match, times));
        }
    }

    /// <summary>Drops all faults that have not struck.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    internal Fault? Take(SeenCall call) =>
        Take(e => e.Fault.Kind != FaultKind.CloseAtAccept && (e.Match?.Invoke(call) ?? true));

    internal Fault? TakeAtAccept() => Take(e => e.Fault.Kind == FaultKind.CloseAtAccept);

    private Fault? Take(Predicate<Entry> wanted)
    {
        lock (_lock)
        {
            int index = _entries.FindIndex(wanted);
            if (index < 0)
            {
                return null;
            }

            Entry entry = _entries[index];
            if (entry.Times == 1)
            {
                _entries.RemoveAt(index);
            }
            else if (entry.Times != int.MaxValue)
            {
                _entries[index] = entry with { Times = entry.Times - 1 };
            }

            return entry.Fault;
        }
    }

    private sealed record Entry(Fault Fault, Func<SeenCall, bool>? Match, int Times);
}
