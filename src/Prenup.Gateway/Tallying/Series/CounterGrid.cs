namespace Prenup.Gateway.Tallying.Series;

/// <summary>Counters under two names each, both of closed lists: one array, made once, added to without a lock.</summary>
/// <param name="rows">The first names.</param>
/// <param name="columns">The second names.</param>
public sealed class CounterGrid(IReadOnlyList<string> rows, IReadOnlyList<string> columns)
{
    private readonly int _width = columns.Count;
    private readonly long[] _counts = new long[rows.Count * columns.Count];

    /// <summary>Adds to one counter.</summary>
    public void Add(int row, int column, long by = 1) => Interlocked.Add(ref _counts[(row * _width) + column], by);

    /// <summary>Every counter that has counted anything.</summary>
    public IEnumerable<(string Row, string Column, long Count)> Counted()
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Interlocked.Read(ref _counts[i]) is not 0 and var count)
            {
                yield return (rows[i / _width], columns[i % _width], count);
            }
        }
    }
}
