namespace Prenup.Stores.Reading;

/// <summary>Merges sequences that are ordered by attempt into one that is.</summary>
internal static class RowMerge
{
    /// <summary>Merges; an attempt that comes twice is taken as it ended.</summary>
    public static IEnumerable<LedgerRow> Of(IEnumerable<IEnumerable<LedgerRow>> sources, bool newestFirst)
    {
        var next = new PriorityQueue<IEnumerator<LedgerRow>, (long, bool)>();
        LedgerRow? last = null;
        try
        {
            foreach (var source in sources)
            {
                Advance(source.GetEnumerator());
            }
            while (next.TryPeek(out var source, out _))
            {
                var row = source.Current;
                if (row.Opened.Attempt != last?.Opened.Attempt || row.Closed is not null)
                {
                    yield return row;
                }
                last = row;
                Advance(next.Dequeue());
            }
        }
        finally
        {
            foreach (var (source, _) in next.UnorderedItems)
            {
                source.Dispose();
            }
        }

        void Advance(IEnumerator<LedgerRow> source)
        {
            if (source.MoveNext())
            {
                var attempt = source.Current.Opened.Attempt.Value;
                next.Enqueue(source, (newestFirst ? -attempt : attempt, source.Current.Closed is null));
            }
            else
            {
                source.Dispose();
            }
        }
    }
}
