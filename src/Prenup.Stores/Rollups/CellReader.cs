using Prenup.Stores.Journal;

namespace Prenup.Stores.Rollups;

/// <summary>Reads packed cells one after the other.</summary>
/// <param name="packed">What <see cref="Cube.Pack"/> made.</param>
internal ref struct CellReader(ReadOnlySpan<byte> packed)
{
    private RecordReader _reader = new(packed);

    /// <summary>Reads the next cell; false behind the last one.</summary>
    public bool TryRead(out CellKey key, CellSum sum)
    {
        key = default;
        if (_reader.IsAtEnd)
        {
            return false;
        }
        key = CellKey.Read(ref _reader);
        sum.Read(ref _reader);
        return true;
    }
}
