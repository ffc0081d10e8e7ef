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

    /// <summary>The cells that a part has.</summary>
    public IReadOnlyDictionary<CellKey, CellSum> Part(RollupPart part)
    {
        if (part == RollupPart.Tagged || (part == RollupPart.Cells && !HasTags))
        {
            return _cells;
        }
        var cells = new Dictionary<CellKey, CellSum>();
        foreach (var (key, sum) in _cells)
        {
            Of(cells, part == RollupPart.Cells ? key with { Tags = 0 } : CellKey.OfState(key.State)).Add(sum);
        }
        return cells;
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

    /// <summary>Adds a bucket's cells, by tags too.</summary>
    public void Add(RollupRow row)
    {
        var sum = new CellSum();
        for (var cells = new CellReader(row.Cells); cells.TryRead(out var key, sum); )
        {
            Of(_cells, key).Add(sum);
            HasTags |= key.Tags > 0;
        }
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
    public static void Pack(IReadOnlyDictionary<CellKey, CellSum> cells, ArrayBufferWriter<byte> buffer)
    {
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
    }

    private static CellSum Of(Dictionary<CellKey, CellSum> cells, in CellKey key) =>
        CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _) ??= new CellSum();
}
