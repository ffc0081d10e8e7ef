using Prenup.Configuring.Yaml;

namespace Prenup.Configuring;

/// <summary>One address that the gateway listens on.</summary>
/// <param name="Url">Scheme <c>http</c>, a literal address or <c>localhost</c>, and a port; port 0 is any free one.</param>
public sealed record ListenEndpoint(Uri Url)
{
    /// <summary>Whether only this machine can reach it.</summary>
    public bool IsLoopback => Loopback.Holds(Url);
}
