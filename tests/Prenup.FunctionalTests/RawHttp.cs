using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prenup.FunctionalTests;

/// <summary>One request written as bytes on a socket of its own, for what no HTTP library would send.</summary>
internal static class RawHttp
{
    /// <summary>Sends a request and reads until the gateway closes. Where it closes early or resets, what was read counts.</summary>
    public static Task<RawAnswer> AskAsync(Uri address, string request) =>
        AskAsync(address, async socket => await socket.SendAsync(Encoding.Latin1.GetBytes(request)));

    /// <summary>Lets somebody write, and reads until the gateway closes.</summary>
    public static async Task<RawAnswer> AskAsync(Uri address, Func<Socket, Task> write)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        var reading = ReadAsync(socket);
        try
        {
            await write(socket);
        }
        catch (SocketException)
        {
            // The gateway closed while we wrote; its answer is there all the same.
        }
        return new RawAnswer(await reading);
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var text = new StringBuilder();
        var buffer = new byte[16 << 10];
        try
        {
            int read;
            while ((read = await socket.ReceiveAsync(buffer, patience.Token)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            return text.ToString(); // reset: what came before counts
        }
        return text.ToString();
    }
}
