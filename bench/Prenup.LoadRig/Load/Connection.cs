using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Load;

/// <summary>One kept-alive client connection to a port of the loopback interface.</summary>
internal sealed class Connection(int port) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private Socket? socket;
    private long used;
    private HttpReader? reader;

    /// <summary>Sends one request and compares the reply's body with the expected one as it arrives.</summary>
    public void Exchange(ReadOnlySpan<byte> request, ReadOnlySpan<byte> expected, Tally tally)
    {
        try
        {
            var sent = Stopwatch.GetTimestamp();
            var reply = Send(request);
            var same = Compare(reply, expected, sent, tally);
            if (reply.Status != 200)
            {
                tally.CountStatus();
            }
            else if (!same)
            {
                tally.CountBody();
            }
            else
            {
                tally.CountGood();
            }
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            tally.CountBroken();
            Dispose();
            Posix.SleepUntil(Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 100));
        }
    }

    /// <summary>Sends one request and keeps the reply.</summary>
    public (int Status, byte[] Body) Fetch(ReadOnlySpan<byte> request)
    {
        var reply = Send(request);
        using var body = new MemoryStream();
        ReadOnlySpan<byte> piece;
        while ((piece = reply.NextBody()).Length > 0)
        {
            body.Write(piece);
        }

        return (reply.Status, body.ToArray());
    }

    public void Dispose()
    {
        socket?.Dispose();
        (socket, reader) = (null, null);
    }

    private HttpReader Send(ReadOnlySpan<byte> request)
    {
        // Between two phases a server may close what nobody used; what is readable then is its end.
        if (socket is not null && Stopwatch.GetElapsedTime(used) > Idle && socket.Poll(0, SelectMode.SelectRead))
        {
            Dispose();
        }
        used = Stopwatch.GetTimestamp();
        if (socket is null || reader is null)
        {
            socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
                ReceiveTimeout = (int)Patience.TotalMilliseconds,
            };
            socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
            reader = new HttpReader(socket);
        }

        socket.Send(request);
        return reader.ReadHead() ? reader : throw new IOException("The connection ended before a reply.");
    }

    private static bool Compare(HttpReader reply, ReadOnlySpan<byte> expected, long last, Tally tally)
    {
        var (same, offset) = (true, 0);
        ReadOnlySpan<byte> piece;
        while ((piece = reply.NextBody()).Length > 0)
        {
            var now = Stopwatch.GetTimestamp();
            tally.Gap(now - last);
            last = now;
            same = same && expected[offset..].StartsWith(piece);
            offset += piece.Length;
            same = same && offset <= expected.Length;
        }

        return same && offset == expected.Length;
    }
}
