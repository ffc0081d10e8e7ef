using System.Buffers.Binary;
using System.IO.Hashing;

namespace Prenup.Stores.Journal;

/// <summary>The first 32 bytes of a segment: <c>prenupj1</c>, its number, its capacity, zeros, a CRC-32 of all that.</summary>
/// <param name="Number">The segment's number.</param>
/// <param name="Capacity">Bytes that were reserved on disk for it, header included.</param>
public readonly record struct SegmentHeader(int Number, long Capacity)
{
    /// <summary>Bytes of the header.</summary>
    public const int Bytes = 32;

    private static ReadOnlySpan<byte> Magic => "prenupj1"u8;

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> buffer)
    {
        buffer[..Bytes].Clear();
        Magic.CopyTo(buffer);
        BinaryPrimitives.WriteInt32LittleEndian(buffer[8..], Number);
        BinaryPrimitives.WriteInt64LittleEndian(buffer[12..], Capacity);
        BinaryPrimitives.WriteUInt32LittleEndian(buffer[28..], Crc32.HashToUInt32(buffer[..28]));
    }

    /// <summary>Reads a header; false where none lies here as it was written.</summary>
    public static bool TryRead(ReadOnlySpan<byte> buffer, out SegmentHeader header)
    {
        header = default;
        if (
            buffer.Length < Bytes
            || !buffer.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt32LittleEndian(buffer[28..]) != Crc32.HashToUInt32(buffer[..28])
        )
        {
            return false;
        }
        header = new SegmentHeader(
            BinaryPrimitives.ReadInt32LittleEndian(buffer[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(buffer[12..])
        );
        return true;
    }
}
