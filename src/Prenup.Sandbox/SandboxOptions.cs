using Prenup.Sandbox.Aws;
using Prenup.Sandbox.Serving;

namespace Prenup.Sandbox;

/// <summary>How the simulated clouds are started. Every default is safe for a test: any free port, no delay, fixed keys.</summary>
public sealed record SandboxOptions
{
    /// <summary>
    /// The clouds to start, by name: a listener each, and what issues their tokens. There are "openai", "azure",
    /// "bedrock-runtime" and "bedrock-mantle".
    /// </summary>
    public IReadOnlyCollection<string> Clouds { get; init; } = ["openai", "azure"];

    /// <summary>Loopback port of the OpenAI cloud; 0 takes any free one.</summary>
    public int OpenAiPort { get; init; }

    /// <summary>Loopback port of the Azure cloud; 0 takes any free one.</summary>
    public int AzurePort { get; init; }

    /// <summary>Loopback ports of the other listeners, by name; any free one for those that are not named.</summary>
    public IReadOnlyDictionary<string, int> Ports { get; init; } = new Dictionary<string, int>();

    /// <summary>The one API key the OpenAI cloud accepts, as <c>Authorization: Bearer</c>.</summary>
    public string OpenAiKey { get; init; } = "sandbox-openai-key";

    /// <summary>The one key the Azure cloud accepts, as <c>api-key</c> or as a bearer token.</summary>
    public string AzureKey { get; init; } = "sandbox-azure-key";

    /// <summary>AWS: ports, region, and the credentials that exist from the start.</summary>
    public SandboxAwsOptions Aws { get; init; } = new();

    /// <summary>How fast the clouds answer.</summary>
    public SandboxLatency Latency { get; init; } = SandboxLatency.None;

    /// <summary>The clock of the clouds: delays, timestamps, processing times.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How many ended calls each cloud keeps; older ones leave only their amounts in the invoice.</summary>
    public int KeptCalls { get; init; } = 100_000;

    /// <summary>Whether raw request bodies are kept with the calls. Long load runs turn it off.</summary>
    public bool KeepBodies { get; init; } = true;

    /// <summary>Whether the clouds speak https, with certificates of <see cref="Authority"/>. Token endpoints always do.</summary>
    public bool Https { get; init; }

    /// <summary>Who issues the certificates; null makes a fresh authority for these clouds.</summary>
    public TestAuthority? Authority { get; init; }

    /// <summary>Hosts that the certificates name beside <c>localhost</c> and loopback addresses.</summary>
    public IReadOnlyCollection<string> HostNames { get; init; } = [];

    /// <summary>Whether clouds that speak https demand a client certificate of <see cref="Authority"/>. Token endpoints never do.</summary>
    public bool ClientCertificates { get; init; }

    /// <summary>The port to listen on; 0 takes any free one.</summary>
    internal int PortOf(string name) => Ports.GetValueOrDefault(name);
}
