using Microsoft.AspNetCore.Builder;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Replies;
using Prenup.Sandbox.Seeing;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;

namespace Prenup.Sandbox;

/// <summary>One simulated cloud on its own loopback listener.</summary>
public sealed class SandboxCloud : IAsyncDisposable
{
    private readonly CallBook _book;
    private readonly Exchange _exchange;
    private readonly int _port;
    private readonly Tls? _tls;
    private WebApplication? _host;

    internal SandboxCloud(
        string name,
        KeyRing keys,
        int port,
        ICloudFront front,
        SandboxOptions options,
        Tls? tls = null
    )
    {
        Name = name;
        Keys = keys;
        _port = port;
        _tls = tls;
        _book = new(name, options.KeptCalls);
        _exchange = new(this, front, _book, options);
        Address = AddressAt(port);
    }

    /// <summary>Its name, such as "openai" or "azure".</summary>
    public string Name { get; }

    /// <summary>The key that this cloud accepts at the begin; empty where it takes tokens alone.</summary>
    public string Key => Keys.First;

    /// <summary>All keys that this cloud accepts at this moment; AWS keeps its own book, in which this ring has no say.</summary>
    public KeyRing Keys { get; }

    /// <summary>The root of this cloud, ending in a slash; the same after <see cref="ListenAsync"/>.</summary>
    public Uri Address { get; private set; }

    /// <summary>What goes wrong next.</summary>
    public FaultScript Faults { get; } = new();

    /// <summary>Exact replies to give next, instead of answers.</summary>
    public ReplyScript Replies { get; } = new();

    /// <summary>The tokens that it issues; null where it issues none.</summary>
    public TokenBook? Tokens { get; internal init; }

    /// <summary>Every call seen, in order of arrival: a snapshot.</summary>
    public IReadOnlyList<SeenCall> Calls => _book.Snapshot();

    /// <summary>What this cloud charges up to now.</summary>
    public Invoice Invoice() => _book.Invoice();

    /// <summary>Closes the listener, so that connections are refused; open replies have a second to end.</summary>
    public async Task StopListeningAsync()
    {
        if (_host is { } host)
        {
            _host = null;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            await host.StopAsync(patience.Token);
            await host.DisposeAsync();
        }
    }

    /// <summary>Opens the listener, after <see cref="StopListeningAsync"/> on the same port.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task ListenAsync(CancellationToken cancellationToken = default)
    {
        int port = Address.Port > 0 ? Address.Port : _port;
        (_host, int bound) = await Listener.StartAsync(port, Faults, _exchange.HandleAsync, _tls, cancellationToken);
        Address = AddressAt(bound);
    }

    /// <summary>Stops listening.</summary>
    public async ValueTask DisposeAsync() => await StopListeningAsync();

    private Uri AddressAt(int port) => new($"{(_tls is null ? "http" : "https")}://127.0.0.1:{port}/");
}
