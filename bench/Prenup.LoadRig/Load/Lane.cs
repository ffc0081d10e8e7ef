using System.Globalization;
using System.Text;
using Prenup.LoadRig.Traffic;

namespace Prenup.LoadRig.Load;

/// <summary>One kind of request on its way to one target: a prebuilt request for each key, and the body that has to come back.</summary>
internal sealed class Lane(int port, byte[][] requests, byte[] expected) : IDisposable
{
    private readonly List<Connection> connections = [];

    /// <summary>Builds the requests: one for each key.</summary>
    public static Lane Create(int port, Ask ask, IEnumerable<string> keys, string extraHeaders, byte[] expected) =>
        new(port, [.. keys.Select(key => Request(port, ask, key, extraHeaders))], expected);

    /// <summary>One request, ready to send.</summary>
    public static byte[] Request(int port, Ask ask, string key, string extraHeaders)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {key}\r\n{extraHeaders}Content-Type: application/json\r\nContent-Length: {ask.Body.Length}\r\n\r\n"
        );
        return [.. Encoding.ASCII.GetBytes(head), .. ask.Body];
    }

    /// <summary>Opens as many connections as will be used; those that are open stay.</summary>
    public void Open(int count)
    {
        while (connections.Count < count)
        {
            connections.Add(new Connection(port));
        }
    }

    /// <summary>One exchange on one connection; the key follows from the number.</summary>
    public void Exchange(int connection, long number, Tally tally) =>
        connections[connection].Exchange(requests[number % requests.Length], expected, tally);

    public void Dispose()
    {
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }
}
