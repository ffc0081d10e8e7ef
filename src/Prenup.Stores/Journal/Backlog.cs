using System.Diagnostics.CodeAnalysis;
using Prenup.Core.Ledger;

namespace Prenup.Stores.Journal;

/// <summary>Entries that wait in memory, in order and within a bound, until the journal can be written again.</summary>
/// <param name="capacity">Entries at most.</param>
public sealed class Backlog(int capacity)
{
    private readonly Queue<(Opened? Opened, Closed? Closed)> _entries = [];
    private readonly Dictionary<LedgerId, Opened> _open = [];

    /// <summary>Entries that wait.</summary>
    public int Count => _entries.Count;

    /// <summary>Closed entries that wait for the room that was reserved for them in the journal.</summary>
    public int Reserved { get; private set; }

    /// <summary>The attempts that these belong to: open as far as the journal knows.</summary>
    public IEnumerable<LedgerId> Closing =>
        _entries
            .Where(static entry => entry.Closed is not null)
            .Select(static entry => entry.Closed!.Attempt)
            .Except(
                _entries.Where(static entry => entry.Opened is not null).Select(static entry => entry.Opened!.Attempt)
            );

    /// <summary>Whether another attempt fits, its closed entry included.</summary>
    public bool HasRoom => _entries.Count + _open.Count + 2 <= capacity;

    /// <summary>Keeps an opened entry; false where there is no room.</summary>
    public bool TryAdd(Opened entry)
    {
        if (!HasRoom)
        {
            return false;
        }
        _entries.Enqueue((entry, null));
        _open.Add(entry.Attempt, entry);
        return true;
    }

    /// <summary>Whether the attempt's opened entry is here and its closed one is not; then it is taken as closed.</summary>
    public bool TryTakeOpen(LedgerId attempt, [NotNullWhen(true)] out Opened? opened) =>
        _open.Remove(attempt, out opened);

    /// <summary>Keeps a closed entry; false where there is no room.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="reserved">Whether its opened entry is in the journal, and room for this one with it.</param>
    public bool TryAdd(Closed entry, bool reserved)
    {
        if (_entries.Count >= capacity)
        {
            return false;
        }
        _entries.Enqueue((null, entry));
        Reserved += reserved ? 1 : 0;
        return true;
    }

    /// <summary>The entry to write next.</summary>
    public bool TryPeek(out (Opened? Opened, Closed? Closed) entry) => _entries.TryPeek(out entry);

    /// <summary>Forgets the entry to write next, because it is written.</summary>
    /// <returns>The opened entry where its attempt is still open; null for anything else.</returns>
    public Opened? Written()
    {
        var (opened, _) = _entries.Dequeue();
        if (opened is null)
        {
            Reserved--;
            return null;
        }
        if (_open.Remove(opened.Attempt))
        {
            return opened;
        }
        Reserved++;
        return null;
    }
}
