using System.Buffers;
using System.Runtime.InteropServices;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;

namespace Prenup.Stores.Rollups;

/// <summary>The cells of a bucket.</summary>
internal sealed class Cube
{
    private const int LongestCell = 512; // bytes; 9 + 22 numbers of 10 at most
    private readonly Dictionary<CellKey, CellSum> _cells = [];

    /// <summary>The cells, by tags too.</summary>
    public IReadOnlyDictionary<CellKey, CellSum> Cells => _cells;

    /// <summary>Whether an entry has tags.</summary>
    public bool HasTags { get; private set; }

    /// <summary>The cells without regard to tags: far fewer, as a rule.</summary>
    public IReadOnlyDictionary<CellKey, CellSum> Untagged()
    {
        if (!HasTags)
        {
            return _cells;
        }
        var untagged = new Dictionary<CellKey, CellSum>();
        foreach (var (key, sum) in _cells)
        {
            Of(untagged, key with { Tags = 0 }).Add(sum);
        }
        return untagged;
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="tags">Its set of tags.</param>
    public void Add(EntryRow row, int tags)
    {
        var key = CellKey.Of(row, tags);
        Of(_cells, key).Add(row, key);
        HasTags |= tags > 0;
    }

    /// <summary>Adds a bucket's cells.</summary>
    public void Add(RollupRow row)
    {
        var sum = new CellSum();
        for (var cells = new CellReader(row.Tagged ?? row.Cells); cells.TryRead(out var key, sum); )
        {
            Of(_cells, key).Add(sum);
        }
        HasTags |= row.Tagged is not null;
    }

    /// <summary>Adds another's cells, and empties it.</summary>
    public void Drain(Cube other)
    {
        foreach (var (key, sum) in other._cells)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, key, out var exists);
            if (exists)
            {
                cell!.Add(sum);
            }
            else
            {
                cell = sum;
            }
        }
        HasTags |= other.HasTags;
        other.Clear();
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _cells.Clear();
        HasTags = false;
    }

    /// <summary>Packs cells.</summary>
    public static ReadOnlySpan<byte> Pack(IReadOnlyDictionary<CellKey, CellSum> cells, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        foreach (var (key, sum) in cells)
        {
            var writer = new RecordWriter(buffer.GetSpan(LongestCell));
            key.Write(ref writer);
            sum.Write(ref writer);
            // The writer leaves room for a frame, which cells do not have.
            var body = writer.Body;
            body.CopyTo(buffer.GetSpan(LongestCell));
            buffer.Advance(body.Length);
        }
        return buffer.WrittenSpan;
    }

    private static CellSum Of(Dictionary<CellKey, CellSum> cells, in CellKey key) =>
        CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _) ??= new CellSum();
}
