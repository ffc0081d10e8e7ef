using System.Net;
using System.Net.Sockets;
using System.Text;
using Prenup.Sandbox;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>How a raw connection ended.</summary>
public enum RawEnd
{
    /// <summary>The other side sent FIN, or the body's last chunk arrived.</summary>
    Closed,
    Complete,
    Reset,
    Silent,
}

/// <summary>What a client without any HTTP library sees: bytes, and how they ended.</summary>
public sealed record RawReply(string Text, RawEnd End)
{
    public string Body => Text.Contains("\r\n\r\n", StringComparison.Ordinal) ? Text.Split("\r\n\r\n", 2)[1] : "";

    public static async Task<RawReply> AskAsync(SandboxCloud cloud, string path, string body, TimeSpan? patience = null)
    {
        byte[] content = Encoding.UTF8.GetBytes(body);
        string head =
            $"POST /{path} HTTP/1.1\r\nHost: sandbox\r\nAuthorization: Bearer {cloud.Key}\r\nContent-Length: {content.Length}\r\n\r\n";
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
        };
        var text = new List<byte>();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, cloud.Address.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(head));
            await socket.SendAsync(content);
            using var silence = new CancellationTokenSource();
            var buffer = new byte[64 * 1024];
            while (true)
            {
                silence.CancelAfter(patience ?? TimeSpan.FromSeconds(10));
                int read = await socket.ReceiveAsync(buffer, silence.Token);
                text.AddRange(buffer.AsSpan(0, read));
                string seen = Encoding.Latin1.GetString([.. text.TakeLast(5)]);
                if (read == 0 || seen == "0\r\n\r\n")
                {
                    return new(Encoding.UTF8.GetString([.. text]), read == 0 ? RawEnd.Closed : RawEnd.Complete);
                }
            }
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.ConnectionRefused)
        {
            return new(Encoding.UTF8.GetString([.. text]), RawEnd.Reset);
        }
        catch (OperationCanceledException)
        {
            return new(Encoding.UTF8.GetString([.. text]), RawEnd.Silent);
        }
    }
}
