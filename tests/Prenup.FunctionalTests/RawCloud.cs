using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prenup.FunctionalTests;

/// <summary>A listener that writes down every connection and every byte, and answers each request head with the bytes it was given.</summary>
internal sealed class RawCloud : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _seen = [];
    private readonly byte[] _answer;
    private readonly Task _accepting;
    private int _connections;

    /// <param name="answer">A whole HTTP answer in Latin-1; the connection is closed behind it.</param>
    public RawCloud(string answer)
    {
        _answer = Encoding.Latin1.GetBytes(answer);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Connections that were made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Everything that was read, a piece at a time.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                _ = ServeAsync(socket);
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
            _seen.Enqueue(Encoding.Latin1.GetString(buffer, 0, read));
            await connection.SendAsync(_answer, _end.Token);
            connection.Shutdown(SocketShutdown.Send);
            while (await connection.ReceiveAsync(buffer, _end.Token) > 0) { }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException) { }
    }
}
