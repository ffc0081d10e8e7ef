using System.Buffers.Binary;
using System.IO.Hashing;

namespace Prenup.Stores.Rollups;

/// <summary>A bucket as a month's file keeps it.</summary>
/// <param name="Level">How long it is.</param>
/// <param name="Bucket">Its first second, since 1970.</param>
/// <param name="First">The place of its first entry in the month.</param>
/// <param name="Last">The place of its last one.</param>
/// <param name="Cells">The cells without tags, packed.</param>
/// <param name="Tagged">The cells by tags, packed; null where no entry has any.</param>
internal sealed record RollupRow(RollupLevel Level, long Bucket, long First, long Last, byte[] Cells, byte[]? Tagged)
{
    /// <summary>The checksum that was stored with it.</summary>
    public long Stored { get; init; }

    /// <summary>Whether the row is as it was written. It guards against accidents; the check of the ledger computes it anew.</summary>
    public bool IsIntact =>
        First <= Last && Stored == Checksum(Level, Bucket, First, Last, Cells, Tagged, Tagged is not null);

    /// <summary>The checksum of a row's content.</summary>
    public static long Checksum(
        RollupLevel level,
        long bucket,
        long first,
        long last,
        ReadOnlySpan<byte> cells,
        ReadOnlySpan<byte> tagged,
        bool hasTags
    )
    {
        Span<byte> head = stackalloc byte[3 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(head, bucket);
        BinaryPrimitives.WriteInt64LittleEndian(head[sizeof(long)..], first);
        BinaryPrimitives.WriteInt64LittleEndian(head[(2 * sizeof(long))..], last);
        var seed = XxHash3.HashToUInt64(head, (long)level);
        seed = XxHash3.HashToUInt64(cells, (long)seed);
        return (long)(hasTags ? XxHash3.HashToUInt64(tagged, (long)seed) : seed);
    }
}
