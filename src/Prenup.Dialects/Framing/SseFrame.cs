namespace Prenup.Dialects.Framing;

/// <summary>One event of a server-sent event stream, byte for byte. Valid until the framer hands out memory again.</summary>
public readonly struct SseFrame
{
    internal SseFrame(ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte> data, int dataOffset, bool hasData)
    {
        Raw = raw;
        Data = data;
        DataOffset = dataOffset;
        HasData = hasData;
    }

    /// <summary>Every byte of the event: comments, unknown fields and the blank line that ends it included.</summary>
    public ReadOnlyMemory<byte> Raw { get; }

    /// <summary>The data payload; several <c>data:</c> lines are joined with a line feed.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Where <see cref="Data"/> starts within <see cref="Raw"/>; -1 when it was joined from several lines.</summary>
    public int DataOffset { get; }

    /// <summary>Whether the event has a <c>data:</c> line at all; comments and blank lines have none.</summary>
    public bool HasData { get; }

    /// <summary>Where a byte of <see cref="Data"/> stands within <see cref="Raw"/>, for joined data too.</summary>
    /// <param name="offsetInData">An offset into <see cref="Data"/> that is not one of the joining line feeds.</param>
    public int RawOffset(int offsetInData) =>
        DataOffset >= 0 ? DataOffset + offsetInData : SseLine.RawOffset(Raw.Span, offsetInData);
}
