using System.Buffers.Binary;
using System.IO.Hashing;

namespace Prenup.Stores.Rollups;

/// <summary>A bucket as a month's file keeps it, with one of its parts.</summary>
/// <param name="Level">How long it is.</param>
/// <param name="Bucket">Its first second, since 1970.</param>
/// <param name="First">The place of its first entry in the month.</param>
/// <param name="Last">The place of its last one.</param>
/// <param name="Part">The part: packed cells, and a checksum of them, of the level and of the numbers above.</param>
internal sealed record RollupRow(RollupLevel Level, long Bucket, long First, long Last, byte[] Part)
{
    /// <summary>Bytes of the checksum.</summary>
    public const int ChecksumBytes = sizeof(ulong);

    /// <summary>The packed cells.</summary>
    public ReadOnlySpan<byte> Cells => Part.AsSpan(0, Math.Max(0, Part.Length - ChecksumBytes));

    /// <summary>Whether the part is as it was written. It guards against accidents; the check of the ledger computes it anew.</summary>
    public bool IsIntact =>
        First <= Last
        && Part.Length >= ChecksumBytes
        && BinaryPrimitives.ReadUInt64LittleEndian(Part.AsSpan(Part.Length - ChecksumBytes))
            == Checksum(Level, Bucket, First, Last, Cells);

    /// <summary>The checksum of a part.</summary>
    public static ulong Checksum(RollupLevel level, long bucket, long first, long last, ReadOnlySpan<byte> cells)
    {
        Span<byte> head = stackalloc byte[3 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(head, bucket);
        BinaryPrimitives.WriteInt64LittleEndian(head[sizeof(long)..], first);
        BinaryPrimitives.WriteInt64LittleEndian(head[(2 * sizeof(long))..], last);
        return XxHash3.HashToUInt64(cells, (long)XxHash3.HashToUInt64(head, (long)level));
    }
}
