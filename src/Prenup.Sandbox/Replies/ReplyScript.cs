using Prenup.Sandbox.Seeing;

namespace Prenup.Sandbox.Replies;

/// <summary>The canned replies still to come, in order. Thread-safe.</summary>
public sealed class ReplyScript
{
    private readonly Lock _lock = new();
    private readonly List<(CannedReply Reply, Func<SeenCall, bool>? Match)> _entries = [];

    /// <summary>How many replies wait.</summary>
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

    /// <summary>Queues a reply for the next matching call.</summary>
    /// <param name="reply">The reply; given once.</param>
    /// <param name="match">Which call it is for, by what was seen of the request; null is for any.</param>
    public void Enqueue(CannedReply reply, Func<SeenCall, bool>? match = null)
    {
        lock (_lock)
        {
            _entries.Add((reply, match));
        }
    }

    /// <summary>Drops all replies that were not given.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    internal CannedReply? Take(SeenCall call)
    {
        lock (_lock)
        {
            int index = _entries.FindIndex(e => e.Match?.Invoke(call) ?? true);
            if (index < 0)
            {
                return null;
            }

            CannedReply reply = _entries[index].Reply;
            _entries.RemoveAt(index);
            return reply;
        }
    }
}
