namespace Prenup.Stores.Journal;

/// <summary>The layout of <see cref="RecordKind.Label"/>: a number from 1, then the text it stands for in this segment.</summary>
public static class LabelRecord
{
    /// <summary>Bytes of the longest text.</summary>
    public const int LongestText = 1024;

    /// <summary>Bytes of the longest record without its text, header included.</summary>
    public const int Overhead = RecordFrame.HeaderBytes + 1 + 3 + 2;

    /// <summary>Writes the record; a text beyond the limit is cut off.</summary>
    public static int Write(Span<byte> buffer, int number, string text, int limit)
    {
        var writer = new RecordWriter(buffer);
        writer.Byte((byte)RecordKind.Label);
        writer.Varint(number);
        writer.Text(text, limit);
        return writer.Seal().Length;
    }

    /// <summary>Reads the record.</summary>
    public static (int Number, string Text) Read(ReadOnlySpan<byte> body)
    {
        var reader = new RecordReader(body);
        return ((int)reader.Varint(), reader.Text());
    }
}
