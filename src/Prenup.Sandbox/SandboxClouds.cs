using Prenup.Sandbox.Aws;
using Prenup.Sandbox.Azure;
using Prenup.Sandbox.Compatible;
using Prenup.Sandbox.Entra;
using Prenup.Sandbox.Google;
using Prenup.Sandbox.Ibm;
using Prenup.Sandbox.OpenAi;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Vertex;

namespace Prenup.Sandbox;

/// <summary>
/// Faithful simulated clouds on loopback, each with its own invoice. They judge the gateway and share no code with it.
/// </summary>
public sealed class SandboxClouds : IAsyncDisposable
{
    /// <summary>All names that <see cref="SandboxOptions.Clouds"/> may hold: the clouds, and the identity providers by themselves.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "openai",
        "azure",
        "bedrock-runtime",
        "bedrock-mantle",
        "vertex",
        "watsonx",
        "vllm",
        "ollama",
        "llama-cpp",
        "openshift",
        "google",
        "entra",
        "ibm-iam",
    ];

    private readonly bool _ownsAuthority;
    private readonly SandboxCloud[] _listeners;

    private SandboxClouds(SandboxOptions options)
    {
        _ownsAuthority = options.Authority is null;
        Authority = options.Authority ?? new TestAuthority();
        Tls? tls = options.Https ? new(Authority, options.HostNames, options.ClientCertificates) : null;
        var always = new Tls(Authority, options.HostNames, AsksClients: false);
        Google = new(options, always);
        Entra = new(options, always);
        Ibm = new(options, always);
        TimeProvider clock = options.TimeProvider;
        var openAi = new KeyRing(options.OpenAiKey);
        OpenAi = new("openai", openAi, options.OpenAiPort, new OpenAiFront(openAi, clock), options, tls);
        var azure = new KeyRing(options.AzureKey);
        var azureFront = new AzureFront(azure, Entra.Tokens, AzureLoad, clock);
        Azure = new("azure", azure, options.AzurePort, azureFront, options, tls);
        Aws = new(options, tls);
        Vertex = new("vertex", KeyRing.Empty, options.PortOf("vertex"), new VertexFront(Google, clock), options, tls);
        Watsonx = new("watsonx", KeyRing.Empty, options.PortOf("watsonx"), new WatsonxFront(Ibm, clock), options, tls);
        Servers = new(options, tls);
        All = Chosen(options, [OpenAi, Azure, Aws.Runtime, Aws.Mantle, Vertex, Watsonx, .. Servers.All]);
        Identities = [.. Issuers(options)];
        _listeners = [.. Identities, .. All];
    }

    /// <summary>Who issued the certificates of all that speaks https here; a client has to be told to trust it.</summary>
    public TestAuthority Authority { get; }

    /// <summary>Google's token endpoint and metadata server: started with <c>vertex</c>, or as <c>google</c>.</summary>
    public GoogleIdentity Google { get; }

    /// <summary>Microsoft Entra ID and managed identities, whose tokens Azure takes: started as <c>entra</c>.</summary>
    public EntraIdentity Entra { get; }

    /// <summary>IBM's identity service: started with <c>watsonx</c>, or as <c>ibm-iam</c>.</summary>
    public IbmIdentity Ibm { get; }

    /// <summary>The OpenAI cloud: its API is under <c>/v1</c>.</summary>
    public SandboxCloud OpenAi { get; }

    /// <summary>The Azure cloud: its API is under <c>/openai</c>, classic and v1.</summary>
    public SandboxCloud Azure { get; }

    /// <summary>Which of Azure's deployments are full, by a test's wish.</summary>
    public DeploymentLoad AzureLoad { get; } = new();

    /// <summary>AWS: Bedrock's two hosts, and the identity services, which listen where one of the hosts does.</summary>
    public SandboxAws Aws { get; }

    /// <summary>Vertex: OpenAI's models and open weights, for tokens of <see cref="Google"/>.</summary>
    public SandboxCloud Vertex { get; }

    /// <summary>watsonx's model gateway: its API is under <c>/ml/gateway/v1</c>, for tokens of <see cref="Ibm"/>.</summary>
    public SandboxCloud Watsonx { get; }

    /// <summary>Servers of open weights: vLLM, Ollama, llama.cpp, OpenShift AI.</summary>
    public SandboxServers Servers { get; }

    /// <summary>The clouds that <see cref="SandboxOptions.Clouds"/> names, in this order: those that listen and send an invoice.</summary>
    public IReadOnlyList<SandboxCloud> All { get; }

    /// <summary>The listeners of Google, Entra and IBM that issue tokens to callers of those clouds; they bill nothing.</summary>
    public IReadOnlyList<SandboxCloud> Identities { get; }

    /// <summary>Starts the clouds named in the options; they answer when this returns.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    /// <exception cref="ArgumentException">The options name a cloud that does not exist.</exception>
    public static async Task<SandboxClouds> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var clouds = new SandboxClouds(options);
        try
        {
            foreach (SandboxCloud cloud in clouds._listeners)
            {
                await cloud.ListenAsync(cancellationToken);
            }

            if (clouds.All.Contains(clouds.Aws.Runtime) || clouds.All.Contains(clouds.Aws.Mantle))
            {
                await clouds.Aws.Identity.ListenAsync(cancellationToken);
            }

            return clouds;
        }
        catch
        {
            await clouds.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops all clouds.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (SandboxCloud cloud in _listeners)
        {
            await cloud.DisposeAsync();
        }

        await Aws.Identity.DisposeAsync();
        if (_ownsAuthority)
        {
            Authority.Dispose();
        }
    }

    private IEnumerable<SandboxCloud> Issuers(SandboxOptions options)
    {
        if (options.Clouds.Contains("google") || options.Clouds.Contains("vertex"))
        {
            yield return Google.Endpoint;
            yield return Google.Metadata;
        }

        if (options.Clouds.Contains("entra"))
        {
            yield return Entra.Endpoint;
            yield return Entra.ManagedIdentity;
        }

        if (options.Clouds.Contains("ibm-iam") || options.Clouds.Contains("watsonx"))
        {
            yield return Ibm.Endpoint;
        }
    }

    private static SandboxCloud[] Chosen(SandboxOptions options, params SandboxCloud[] clouds)
    {
        if (options.Clouds.Except(Names).ToList() is [var unknown, ..])
        {
            throw new ArgumentException($"The sandbox has no cloud '{unknown}'.", nameof(options));
        }

        return [.. clouds.Where(c => options.Clouds.Contains(c.Name))];
    }
}
