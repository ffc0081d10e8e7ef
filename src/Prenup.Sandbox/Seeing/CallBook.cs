using Prenup.Sandbox.Billing;

namespace Prenup.Sandbox.Seeing;

/// <summary>Every call of one cloud, bounded: the oldest ended calls go, their amounts stay in the invoice.</summary>
internal sealed class CallBook(string cloud, int kept)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, SeenCall> _calls = [];
    private readonly InvoiceBook _gone = new(cloud);
    private long _sequence;

    public long NextSequence() => Interlocked.Increment(ref _sequence);

    /// <summary>Writes the call's present state; an earlier state of the same call is replaced.</summary>
    public void Write(SeenCall call)
    {
        lock (_lock)
        {
            _calls[call.Sequence] = call;
            while (_calls.Count > kept && _calls.First() is { Value.End: not CallEnd.Running } oldest)
            {
                _gone.Add(oldest.Value);
                _calls.Remove(oldest.Key);
            }
        }
    }

    public IReadOnlyList<SeenCall> Snapshot()
    {
        lock (_lock)
        {
            return [.. _calls.Values];
        }
    }

    public Invoice Invoice()
    {
        lock (_lock)
        {
            InvoiceBook book = _gone.Copy();
            List<InvoicedCall> statements = [];
            foreach (SeenCall call in _calls.Values)
            {
                book.Add(call);
                if (call.Billed is { } usage)
                {
                    string basis = call.End == CallEnd.Completed ? "complete" : "cut";
                    statements.Add(new(call.Sequence, call.AttemptId, basis, usage, call.BilledPico));
                }
            }

            return book.Close(statements);
        }
    }
}
