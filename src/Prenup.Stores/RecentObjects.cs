using System.Collections.Concurrent;
using Prenup.Core.Ports;
using Prenup.Stores.Journal;

namespace Prenup.Stores;

/// <summary>What clouds began or ceased to store so lately that SQLite does not know it yet; bounded.</summary>
public sealed class RecentObjects
{
    private const int Capacity = 100_000;
    private readonly ConcurrentDictionary<string, Change> _changes = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Change> _order = new();

    /// <summary>Notes that an object is stored, or deleted.</summary>
    /// <param name="id">The cloud's id.</param>
    /// <param name="stored">The object; null where it was deleted.</param>
    /// <param name="at">At or after the place of its closed entry.</param>
    public void Note(string id, StoredObject? stored, JournalPosition at)
    {
        var change = new Change(id, stored, at);
        _changes[id] = change;
        _order.Enqueue(change);
        if (_order.Count > Capacity && _order.TryDequeue(out var oldest))
        {
            Forget(oldest);
        }
    }

    /// <summary>Forgets what SQLite knows now.</summary>
    public void Imported(JournalPosition position)
    {
        while (_order.TryPeek(out var oldest) && oldest.At <= position && _order.TryDequeue(out oldest))
        {
            Forget(oldest);
        }
    }

    /// <summary>What is known of an id; false where nothing is, and SQLite is to be asked.</summary>
    public bool TryFind(string id, out StoredObject? stored)
    {
        var found = _changes.TryGetValue(id, out var change);
        stored = change?.Stored;
        return found;
    }

    private void Forget(Change change) =>
        ((ICollection<KeyValuePair<string, Change>>)_changes).Remove(new(change.Id, change));

    private sealed class Change(string id, StoredObject? stored, JournalPosition at)
    {
        public string Id => id;
        public StoredObject? Stored => stored;
        public JournalPosition At => at;
    }
}
