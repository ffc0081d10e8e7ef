using System.Buffers.Binary;
using System.Text.Unicode;
using Prenup.Core.Money;

namespace Prenup.Stores.Journal;

/// <summary>Writes one record into a buffer, without allocating.</summary>
/// <param name="buffer">Long enough for the longest record of the kind.</param>
public ref struct RecordWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length = RecordFrame.HeaderBytes;

    /// <summary>Seals the record and hands it out.</summary>
    public readonly ReadOnlySpan<byte> Seal()
    {
        var record = _buffer[.._length];
        RecordFrame.Seal(record);
        return record;
    }

    /// <summary>What was written, without a frame.</summary>
    public readonly ReadOnlySpan<byte> Body => _buffer[RecordFrame.HeaderBytes.._length];

    /// <summary>Bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer[_length..]);
        _length += bytes.Length;
    }

    /// <summary>One byte.</summary>
    public void Byte(byte value) => _buffer[_length++] = value;

    /// <summary>Eight bytes, little-endian.</summary>
    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_buffer[_length..], value);
        _length += sizeof(long);
    }

    /// <summary>A number of 0 and above in as few bytes as it needs, seven bits each.</summary>
    public void Varint(long value)
    {
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            _buffer[_length++] = (byte)(rest | 0x80);
        }
        _buffer[_length++] = (byte)rest;
    }

    /// <summary>Any number, in as few bytes as its magnitude needs.</summary>
    public void Signed(long value) => Varint((value << 1) ^ (value >> 63));

    /// <summary>A number of 0 and above, or null.</summary>
    public void Optional(long? value) => Varint(value + 1 ?? 0);

    /// <summary>An amount, or null.</summary>
    public void Amount(PicoDollars? amount)
    {
        Byte(amount is null ? (byte)0 : (byte)1);
        if (amount is { } known)
        {
            Signed(known.Value);
        }
    }

    /// <summary>A text by its label's number, or itself where it has none.</summary>
    /// <param name="number">The label's number; 0 for none.</param>
    /// <param name="text">The text.</param>
    /// <param name="limit">Bytes of it at most, below 16 384.</param>
    public void Label(int number, string? text, int limit)
    {
        Varint(number);
        if (number == 0)
        {
            Text(text, limit);
        }
    }

    /// <summary>Text as UTF-8 after its length, or null; what exceeds the limit is cut off at a character.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">Bytes at most, below 16 384.</param>
    public void Text(string? text, int limit)
    {
        if (text is null)
        {
            Varint(0);
            return;
        }
        // The length is two bytes wide whatever it is, so that the text is encoded in place at once.
        Utf8.FromUtf16(text, _buffer.Slice(_length + 2, limit), out _, out var written);
        _buffer[_length] = (byte)((written + 1) | 0x80);
        _buffer[_length + 1] = (byte)((written + 1) >> 7);
        _length += 2 + written;
    }
}
