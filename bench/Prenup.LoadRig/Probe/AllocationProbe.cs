using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Prenup.LoadRig.Probe;

/// <summary>Asks a child's <see cref="StartupHook"/>.</summary>
internal sealed class AllocationProbe(string path)
{
    /// <summary>Bytes allocated by the process since its start; null when the hook is not there.</summary>
    public long? Bytes()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        var text = new byte[32];
        var length = 0;
        int read;
        while ((read = socket.Receive(text.AsSpan(length))) > 0)
        {
            length += read;
        }

        return long.Parse(Encoding.ASCII.GetString(text, 0, length), CultureInfo.InvariantCulture);
    }
}
