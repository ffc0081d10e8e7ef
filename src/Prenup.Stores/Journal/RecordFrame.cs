using System.Buffers.Binary;
using System.IO.Hashing;

namespace Prenup.Stores.Journal;

/// <summary>The frame around every record: CRC-32 (4 bytes), length of the body (4 bytes), body; little-endian.</summary>
/// <remarks>The CRC covers length and body, so that zeroed space is never a record.</remarks>
public static class RecordFrame
{
    /// <summary>Bytes before the body.</summary>
    public const int HeaderBytes = 8;

    /// <summary>Bytes of the longest record, header included: a carried one with half a million open attempts.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary>Fills in the header of a record whose body is in place.</summary>
    /// <param name="record">Header space and body.</param>
    public static void Seal(Span<byte> record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(record[4..], record.Length - HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(record, Crc32.HashToUInt32(record[4..]));
    }

    /// <summary>The length of the record that would begin here, header included; 0 where none can.</summary>
    public static int Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes)
        {
            return 0;
        }
        var body = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        return body is > 0 and <= MaxBytes - HeaderBytes ? body + HeaderBytes : 0;
    }

    /// <summary>Whether a whole record lies here, as it was written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> record) =>
        record.Length > HeaderBytes
        && BinaryPrimitives.ReadUInt32LittleEndian(record) == Crc32.HashToUInt32(record[4..]);
}
