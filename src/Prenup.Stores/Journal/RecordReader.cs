using System.Buffers.Binary;
using System.Text;
using Prenup.Core.Money;
using Prenup.Core.Prices;

namespace Prenup.Stores.Journal;

/// <summary>Reads what <see cref="RecordWriter"/> wrote, in the same order.</summary>
/// <param name="body">The body of a whole record, after its kind.</param>
public ref struct RecordReader(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>One byte.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>Eight bytes.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    /// <summary>A number of 0 and above.</summary>
    public long Varint()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)value;
            }
        }
    }

    /// <summary>Any number.</summary>
    public long Signed()
    {
        var value = (ulong)Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A number of 0 and above, or null.</summary>
    public long? Optional() => Varint() is var value and > 0 ? value - 1 : null;

    /// <summary>An amount, or null.</summary>
    public PicoDollars? Amount() => Byte() == 0 ? null : new PicoDollars(Signed());

    /// <summary>Text as UTF-8; false for null.</summary>
    public bool Text(out ReadOnlySpan<byte> utf8)
    {
        utf8 = default;
        var length = Varint();
        if (length == 0)
        {
            return false;
        }
        utf8 = Take((int)length - 1);
        return true;
    }

    /// <summary>Text, or null.</summary>
    public string? OptionalText() => Text(out var utf8) ? Encoding.UTF8.GetString(utf8) : null;

    /// <summary>Text; empty where it is null.</summary>
    public string Text() => OptionalText() ?? "";

    /// <summary>A text that stands here itself or by its label, or null.</summary>
    public string? Label(LabelTexts labels) => Number(out var number) ? labels.Text(number) : OptionalText();

    /// <summary>Terms, whose line stands here itself or by its label, or null.</summary>
    public Terms? Terms(LabelTexts labels) =>
        Number(out var number) ? labels.Terms(number)
        : OptionalText() is { } line ? LabelTexts.TermsOf(line)
        : null;

    // 0 says that the text follows.
    private bool Number(out int number) => (number = (int)Varint()) > 0;

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
