using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Prenup.FunctionalTests.Timers;

/// <summary>A client that sends its request and reads only when told; its own buffers are small.</summary>
internal sealed class SlowReader : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        ReceiveBufferSize = 8 << 10,
    };

    /// <summary>The last event of a chunked body that ended properly; the last bytes of any other.</summary>
    public string Tail { get; private set; } = "";

    /// <summary>Whether the body lacked its proper end.</summary>
    public bool Torn { get; private set; }

    public static async Task<SlowReader> AskAsync(Uri address, string body)
    {
        var reader = new SlowReader();
        await reader._socket.ConnectAsync(address.Host, address.Port);
        var request =
            $"POST /v1/chat/completions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {TestGateway.Key}\r\ncontent-type: application/json\r\ncontent-length: {body.Length}\r\nconnection: close\r\n\r\n{body}";
        await reader._socket.SendAsync(Encoding.ASCII.GetBytes(request));
        return reader;
    }

    public async Task ReadToEndAsync()
    {
        var buffer = new byte[64 << 10];
        var last = new List<byte>();
        try
        {
            int read;
            while ((read = await _socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)) > 0)
            {
                last.AddRange(buffer.AsSpan(0, read));
                last.RemoveRange(0, Math.Max(0, last.Count - 100));
            }
        }
        catch (SocketException)
        {
            Torn = true; // reset
        }
        var text = Encoding.ASCII.GetString([.. last]);
        Torn |= !text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);
        Tail = text.Replace("\r\n0\r\n\r\n", "", StringComparison.Ordinal);
    }

    public void Dispose() => _socket.Dispose();
}
