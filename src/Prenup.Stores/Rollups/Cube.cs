using System.Buffers;
using System.Runtime.InteropServices;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;

namespace Prenup.Stores.Rollups;

/// <summary>The cells of a bucket, with tags and without: without them there are far fewer.</summary>
internal sealed class Cube
{
    private const int LongestCell = 512; // bytes; 9 + 22 numbers of 10 at most
    private readonly Dictionary<CellKey, CellSum> _cells = [];
    private Dictionary<CellKey, CellSum>? _tagged; // null while no entry has tags

    /// <summary>The cells without tags.</summary>
    public IReadOnlyDictionary<CellKey, CellSum> Cells => _cells;

    /// <summary>The same entries by their tags too; null where none has any.</summary>
    public IReadOnlyDictionary<CellKey, CellSum>? Tagged => _tagged;

    /// <summary>Adds an entry.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="tags">Its set of tags.</param>
    public void Add(EntryRow row, int tags)
    {
        var key = CellKey.Of(row);
        if (tags > 0 && _tagged is null)
        {
            Tag();
        }
        Of(_cells, key).Add(row, key);
        if (_tagged is not null)
        {
            Of(_tagged, key with { Tags = tags }).Add(row, key);
        }
    }

    /// <summary>Adds cells that were packed.</summary>
    /// <param name="cells">Those without tags.</param>
    /// <param name="tagged">Those with tags; null where there are none.</param>
    public void Add(ReadOnlySpan<byte> cells, byte[]? tagged)
    {
        if (tagged is not null && _tagged is null)
        {
            Tag();
        }
        Unpack(_cells, cells);
        if (_tagged is not null)
        {
            Unpack(_tagged, tagged ?? cells);
        }
    }

    /// <summary>Adds another's cells, and empties it.</summary>
    public void Drain(Cube other)
    {
        if (other._tagged is not null && _tagged is null)
        {
            Tag();
        }
        if (_tagged is not null)
        {
            other.Tag();
            Drain(_tagged, other._tagged!);
        }
        Drain(_cells, other._cells);
        other.Clear();
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _cells.Clear();
        _tagged = null;
    }

    /// <summary>Packs cells.</summary>
    public static ReadOnlySpan<byte> Pack(IReadOnlyDictionary<CellKey, CellSum> cells, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        Span<byte> scratch = stackalloc byte[LongestCell];
        foreach (var (key, sum) in cells)
        {
            var writer = new RecordWriter(scratch);
            key.Write(ref writer);
            sum.Write(ref writer);
            buffer.Write(writer.Body);
        }
        return buffer.WrittenSpan;
    }

    private static void Unpack(Dictionary<CellKey, CellSum> cells, ReadOnlySpan<byte> packed)
    {
        var sum = new CellSum();
        for (var reader = new CellReader(packed); reader.TryRead(out var key, sum); )
        {
            Of(cells, key).Add(sum);
        }
    }

    private static void Drain(Dictionary<CellKey, CellSum> cells, Dictionary<CellKey, CellSum> other)
    {
        foreach (var (key, sum) in other)
        {
            ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out var exists);
            if (exists)
            {
                cell!.Add(sum);
            }
            else
            {
                cell = sum;
            }
        }
    }

    private static CellSum Of(Dictionary<CellKey, CellSum> cells, in CellKey key) =>
        CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _) ??= new CellSum();

    // What came before had no tags.
    private void Tag() => _tagged ??= _cells.ToDictionary(static cell => cell.Key, static cell => cell.Value.Copy());
}
