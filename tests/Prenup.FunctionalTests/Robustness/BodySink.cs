using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>A cloud that reads every body to its end, keeps nothing of it, and answers like a chat model.</summary>
internal sealed class BodySink : IAsyncDisposable
{
    private const string Reply =
        """{"id":"c","object":"chat.completion","created":1,"model":"gpt-4.1-mini","choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";
    private static readonly byte[] Answer = Encoding.ASCII.GetBytes(
        $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Reply.Length}\r\nConnection: close\r\n\r\n{Reply}"
    );
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private int _bodies;

    public BodySink()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Bodies that were read to their end.</summary>
    public int Bodies => Volatile.Read(ref _bodies);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptSocketAsync(_end.Token));
            }
        }
        catch (OperationCanceledException) { }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var connection = socket;
        var buffer = new byte[64 << 10];
        try
        {
            var read = await connection.ReceiveAsync(buffer, _end.Token);
            for (var left = Left(buffer.AsSpan(0, read)); left > 0; left -= read)
            {
                read = await connection.ReceiveAsync(buffer, _end.Token);
                if (read == 0)
                {
                    return; // the gateway gave up: no whole body
                }
            }
            Interlocked.Increment(ref _bodies);
            await connection.SendAsync(Answer, _end.Token);
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException) { }
    }

    // The gateway sends its head in one piece.
    private static long Left(ReadOnlySpan<byte> begin)
    {
        var head = begin[..(begin.IndexOf("\r\n\r\n"u8) + 4)];
        var length = Encoding
            .ASCII.GetString(head)
            .Split("\r\n")
            .First(static line => line.StartsWith("content-length:", StringComparison.OrdinalIgnoreCase));
        return long.Parse(length.Split(':')[1]) - (begin.Length - head.Length);
    }
}
