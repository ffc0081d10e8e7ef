using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>
/// Every connection that is begun and every name that is looked up, as the runtime itself tells it: by whatever library, to whatever address.
/// In this process it is the whole process's, so those who use it run alone; a gateway of its own process writes it to a file.
/// </summary>
internal sealed partial class Dialled : EventListener
{
    /// <summary>The collection of tests beside which no others run.</summary>
    public const string Alone = "all connections of the process are watched";

    private const string Sockets = "System.Net.Sockets";
    private const string Names = "System.Net.NameResolution";

    private readonly ConcurrentQueue<string> _to = [];

    /// <summary>What the environment of a gateway of its own process holds, so that it writes its connections down.</summary>
    /// <param name="folder">Where to.</param>
    public static (string Name, string Value)[] Recorded(string folder) =>
        [
            ("DOTNET_EnableEventPipe", "1"),
            ("DOTNET_EventPipeConfig", $"{Sockets}:0xFFFFFFFFFFFFFFFF:4,{Names}:0xFFFFFFFFFFFFFFFF:4"),
            ("DOTNET_EventPipeOutputPath", Trace(folder)),
            ("DOTNET_EventPipeRundown", "0"),
        ];

    /// <summary>That a gateway which has ended connected to each of these, and to nothing else.</summary>
    public static void AssertRecorded(string folder, params Uri[] configured)
    {
        // Texts are in UTF-16, at any byte.
        var text = Encoding
            .Latin1.GetString(File.ReadAllBytes(Trace(folder)))
            .Replace("\0", "", StringComparison.Ordinal);
        var to = Address().Matches(text).Select(static match => Authority(match.Value)).Distinct();
        // Where it listens is told too, as its configuration has it: port 0, which nobody can connect to.
        Assert.Equal(
            Authorities(configured),
            to.Where(static one => !one.EndsWith(":0", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        );
        Assert.DoesNotContain("ResolutionStart", text, StringComparison.Ordinal);
    }

    /// <summary>That connections went to the first of these, and to nothing but these.</summary>
    public void AssertOnlyTo(params IEnumerable<Uri> configured)
    {
        var to = _to.Distinct().ToList();
        var known = configured.Select(static one => one.Authority).ToList();
        Assert.Contains(known[0], to);
        Assert.Empty(to.Except(known));
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name is Sockets or Names)
        {
            EnableEvents(eventSource, EventLevel.Informational, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName is "ConnectStart")
        {
            _to.Enqueue(Authority((string)eventData.Payload![0]!));
        }
        else if (eventData.EventName is "ResolutionStart")
        {
            _to.Enqueue((string)eventData.Payload![0]!);
        }
    }

    private static string Trace(string folder) => Path.Combine(folder, "connections.nettrace");

    private static IEnumerable<string> Authorities(IEnumerable<Uri> addresses) =>
        addresses.Select(static one => one.Authority).Order(StringComparer.Ordinal);

    // InterNetworkV6:28:{31,144,0,0,0,0,...}: a socket's address in bytes; the port comes first, then the address.
    private static string Authority(string told)
    {
        if (!Address().IsMatch(told))
        {
            return told; // no internet address
        }
        var bytes = told.Split('{', '}')[1]
            .Split(',')
            .Select(static one => byte.Parse(one, CultureInfo.InvariantCulture))
            .ToArray();
        var address = told.StartsWith("InterNetworkV6", StringComparison.Ordinal)
            ? new IPAddress(bytes.AsSpan(6, 16))
            : new IPAddress(bytes.AsSpan(2, 4));
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return new IPEndPoint(plain, (bytes[0] << 8) | bytes[1]).ToString();
    }

    [GeneratedRegex(
        "InterNetwork(V6)?:[0-9]+:\\{[0-9,]+\\}",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Address();
}

/// <summary>Tests that run when all others are done.</summary>
[CollectionDefinition(Dialled.Alone, DisableParallelization = true)]
public sealed class AloneCollection;
