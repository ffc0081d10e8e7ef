using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Prenup.LoadRig.Traffic;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Roles;

/// <summary>
/// The cloud of a run: answers every POST with one prebuilt reply or a paced stream. A thread and a blocking socket a
/// connection, so that it takes as little as possible of the processor that the targets are measured on.
/// </summary>
internal static class UpstreamRole
{
    private static readonly byte[] Whole = Replies.Whole();
    private static readonly byte[] StreamHead = Replies.StreamHead();
    private static readonly ConcurrentDictionary<int, byte[][]> Streams = new();

    /// <summary>Serves until the process is ended.</summary>
    public static void Run(int port)
    {
        Parent.EndWithIt();
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        while (true)
        {
            var accepted = listener.Accept();
            accepted.NoDelay = true;
            Threads.Start(() => Serve(accepted));
        }
    }

    private static void Serve(Socket socket)
    {
        using (socket)
        {
            try
            {
                var reader = new HttpReader(socket);
                var body = new byte[64 * 1024];
                while (reader.ReadHead())
                {
                    Answer(socket, ReadBody(reader, body));
                }
            }
            catch (Exception error) when (error is IOException or SocketException)
            {
                // The client hung up, as clients do at the end of a slice: nobody is left to tell.
                Debug.WriteLine(error.Message);
            }
        }
    }

    private static ReadOnlySpan<byte> ReadBody(HttpReader reader, byte[] body)
    {
        var length = 0;
        ReadOnlySpan<byte> piece;
        while ((piece = reader.NextBody()).Length > 0)
        {
            piece.CopyTo(body.AsSpan(length));
            length += piece.Length;
        }

        return body.AsSpan(0, length);
    }

    private static void Answer(Socket socket, ReadOnlySpan<byte> body)
    {
        if (Pace.Read(body) is not { } pace)
        {
            socket.Send(Whole);
            return;
        }

        var events = Streams.GetOrAdd(pace.Events, Replies.Events);
        var began = Stopwatch.GetTimestamp();
        socket.Send(StreamHead);
        for (var i = 0; i < events.Length; i++)
        {
            Posix.SleepUntil(began + ((i + 1) * pace.Microseconds * 1000L));
            socket.Send(events[i]);
        }
    }
}
