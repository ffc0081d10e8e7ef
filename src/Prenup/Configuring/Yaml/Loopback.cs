using System.Net;

namespace Prenup.Configuring.Yaml;

/// <summary>Which addresses this machine alone can reach.</summary>
internal static class Loopback
{
    /// <summary>Whether the host is <c>localhost</c> or a loopback address. <see cref="Uri.IsLoopback"/> also takes the machine's own name.</summary>
    public static bool Holds(Uri uri) =>
        uri.Host == "localhost"
        || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
