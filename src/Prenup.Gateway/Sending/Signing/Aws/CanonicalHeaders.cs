using System.Text;

namespace Prenup.Gateway.Sending.Signing.Aws;

/// <summary>Headers as AWS signs them: by name, one line for each, runs of white space as one blank.</summary>
internal static class CanonicalHeaders
{
    /// <summary>Puts headers in the order in which they are signed; of equal names, the order they have.</summary>
    public static void Sort(Span<SignedHeader> headers)
    {
        for (var i = 1; i < headers.Length; i++) // a handful: insertion
        {
            var moved = headers[i];
            var to = i;
            for (; to > 0 && string.CompareOrdinal(headers[to - 1].Name, moved.Name) > 0; to--)
            {
                headers[to] = headers[to - 1];
            }
            headers[to] = moved;
        }
    }

    /// <summary>Writes a line for each name; values of one name stand in one line, with commas between them.</summary>
    /// <param name="headers">In order.</param>
    /// <param name="output">Takes the lines.</param>
    public static void Write(ReadOnlySpan<SignedHeader> headers, PooledBuffer output)
    {
        for (var i = 0; i < headers.Length; i++)
        {
            var repeats = i > 0 && headers[i - 1].Name == headers[i].Name;
            if (!repeats)
            {
                Encoding.UTF8.GetBytes(headers[i].Name, output);
            }
            output.Append(repeats ? ","u8 : ":"u8);
            WriteValue(headers[i].Value, output);
            if (i + 1 == headers.Length || headers[i + 1].Name != headers[i].Name)
            {
                output.Append("\n"u8);
            }
        }
    }

    /// <summary>The names alone: <c>content-type;host;x-amz-date</c>.</summary>
    /// <param name="headers">In order.</param>
    public static string Names(ReadOnlySpan<SignedHeader> headers)
    {
        var names = new StringBuilder();
        for (var i = 0; i < headers.Length; i++)
        {
            if (i == 0 || headers[i - 1].Name != headers[i].Name)
            {
                names.Append(i > 0 ? ";" : "").Append(headers[i].Name);
            }
        }
        return names.ToString();
    }

    private static void WriteValue(ReadOnlySpan<char> value, PooledBuffer output)
    {
        value = value.Trim();
        while (value.IndexOfAny(" \t\r\n") is var space and >= 0)
        {
            Encoding.UTF8.GetBytes(value[..space], output);
            output.Append(" "u8);
            value = value[space..].TrimStart();
        }
        Encoding.UTF8.GetBytes(value, output);
    }
}
