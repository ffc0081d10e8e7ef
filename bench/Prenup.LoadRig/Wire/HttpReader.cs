using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace Prenup.LoadRig.Wire;

/// <summary>
/// Reads HTTP/1.1 messages, requests or replies, from a blocking socket: the head, then the body without its framing.
/// Knows `Content-Length` and chunked; nothing else occurs between the rig and its targets.
/// </summary>
internal sealed class HttpReader(Socket socket)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private long left;
    private bool chunked;
    private bool chunkOpen;
    private bool finished;

    /// <summary>The status of the reply whose head was read last; 0 for a request.</summary>
    public int Status { get; private set; }

    /// <summary>Reads one head.</summary>
    /// <returns>False when the peer closed the connection in good order before a new message.</returns>
    public bool ReadHead()
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!Fill())
            {
                return end == start ? false : throw new IOException("The connection ended inside a head.");
            }
        }

        ParseHead(buffer.AsSpan(start, length));
        start += length + 4;
        return true;
    }

    /// <summary>The next piece of the body, valid until the next call; empty at the end of the body.</summary>
    public ReadOnlySpan<byte> NextBody()
    {
        if (chunked && left == 0 && !finished)
        {
            OpenChunk();
        }

        if (finished)
        {
            return default;
        }

        if (start == end)
        {
            Require();
        }

        var taken = (int)Math.Min(left, end - start);
        var piece = buffer.AsSpan(start, taken);
        start += taken;
        left -= taken;
        finished = left == 0 && !chunked;
        return piece;
    }

    private void ParseHead(ReadOnlySpan<byte> head)
    {
        (chunked, chunkOpen, left) = (false, false, 0);
        Status = 0;
        if (head.StartsWith("HTTP/1.1 "u8) && Utf8Parser.TryParse(head[9..], out int status, out _))
        {
            Status = status;
        }

        foreach (var range in head.Split("\r\n"u8))
        {
            var line = head[range];
            var colon = line.IndexOf((byte)':');
            if (colon < 0)
            {
                continue;
            }

            var value = line[(colon + 1)..].Trim((byte)' ');
            if (Ascii.EqualsIgnoreCase(line[..colon], "content-length"u8))
            {
                left = Utf8Parser.TryParse(value, out long length, out _) ? length : 0;
            }
            else if (Ascii.EqualsIgnoreCase(line[..colon], "transfer-encoding"u8))
            {
                chunked = Ascii.EqualsIgnoreCase(value, "chunked"u8);
            }
        }

        finished = !chunked && left == 0;
    }

    private void OpenChunk()
    {
        if (chunkOpen)
        {
            ReadLine(); // the line end after the chunk's data
        }

        if (!Utf8Parser.TryParse(ReadLine(), out left, out _, 'x'))
        {
            throw new IOException("A chunk has no size.");
        }

        chunkOpen = true;
        if (left == 0)
        {
            finished = true;
            while (ReadLine().Length > 0) { } // trailers
        }
    }

    private ReadOnlySpan<byte> ReadLine()
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0)
        {
            Require();
        }

        var line = buffer.AsSpan(start, length);
        start += length + 2;
        return line;
    }

    private void Require()
    {
        if (!Fill())
        {
            throw new IOException("The connection ended inside a body.");
        }
    }

    private bool Fill()
    {
        if (start == end)
        {
            (start, end) = (0, 0);
        }
        else if (end == buffer.Length)
        {
            if (start == 0)
            {
                throw new IOException("A head or line is longer than the buffer.");
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        var read = socket.Receive(buffer.AsSpan(end));
        end += read;
        return read > 0;
    }
}
