namespace Prenup.Dialects.Framing;

/// <summary>What a line of an event stream says. Source: WHATWG HTML, section 9.2, "Server-sent events".</summary>
internal static class SseLine
{
    /// <summary>Where the value of a <c>data</c> line starts within the line; -1 for any other line.</summary>
    public static int DataStart(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("data"u8))
        {
            return -1;
        }
        if (line.Length == 4)
        {
            return 4;
        }
        if (line[4] != ':')
        {
            return -1;
        }
        return line.Length > 5 && line[5] == ' ' ? 6 : 5;
    }

    /// <summary>The length of a byte order mark at the front: 3 or 0.</summary>
    public static int MarkLength(ReadOnlySpan<byte> line) => line.StartsWith("\uFEFF"u8) ? 3 : 0;

    /// <summary>Joins the values of all <c>data</c> lines of an event with line feeds. Rare: nobody sends more than one.</summary>
    public static byte[] Join(ReadOnlySpan<byte> raw)
    {
        var joined = new List<byte>(raw.Length);
        var any = false;
        var at = MarkLength(raw);
        while (at < raw.Length)
        {
            at = Next(raw, at, out var line);
            var start = DataStart(line);
            if (start < 0)
            {
                continue;
            }
            if (any)
            {
                joined.Add((byte)'\n');
            }
            any = true;
            joined.AddRange(line[start..]);
        }
        return [.. joined];
    }

    /// <summary>Where a byte of the joined data stands within the event's raw bytes.</summary>
    public static int RawOffset(ReadOnlySpan<byte> raw, int offsetInData)
    {
        var left = offsetInData;
        var at = MarkLength(raw);
        while (at < raw.Length)
        {
            var next = Next(raw, at, out var line);
            if (DataStart(line) is >= 0 and var start)
            {
                if (left < line.Length - start)
                {
                    return at + start + left;
                }
                left -= line.Length - start + 1;
            }
            at = next;
        }
        return raw.Length;
    }

    private static int Next(ReadOnlySpan<byte> raw, int at, out ReadOnlySpan<byte> line)
    {
        var length = raw[at..].IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            line = raw[at..];
            return raw.Length;
        }
        line = raw.Slice(at, length);
        var end = at + length;
        return raw[end] == '\r' && end + 1 < raw.Length && raw[end + 1] == '\n' ? end + 2 : end + 1;
    }
}
