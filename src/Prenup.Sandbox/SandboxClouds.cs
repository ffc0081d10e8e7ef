using Prenup.Sandbox.Aws;
using Prenup.Sandbox.Azure;
using Prenup.Sandbox.OpenAi;
using Prenup.Sandbox.Serving;

namespace Prenup.Sandbox;

/// <summary>
/// Faithful simulated clouds on loopback, each with its own invoice. They judge the gateway and share no code with it.
/// </summary>
public sealed class SandboxClouds : IAsyncDisposable
{
    private readonly bool _ownsAuthority;

    private SandboxClouds(SandboxOptions options)
    {
        _ownsAuthority = options.Authority is null;
        Authority = options.Authority ?? new TestAuthority();
        Tls? tls = options.Https
            ? new(Authority, Authority.IssueServer(options.HostNames), options.ClientCertificates)
            : null;
        TimeProvider clock = options.TimeProvider;
        OpenAi = new(
            "openai",
            options.OpenAiKey,
            options.OpenAiPort,
            new OpenAiFront(options.OpenAiKey, clock),
            options,
            tls
        );
        Azure = new(
            "azure",
            options.AzureKey,
            options.AzurePort,
            new AzureFront(options.AzureKey, clock),
            options,
            tls
        );
        Aws = new(options, tls);
        All = Chosen(options, OpenAi, Azure, Aws.Runtime, Aws.Mantle);
    }

    /// <summary>Who issued the certificates of all that speaks https here; a client has to be told to trust it.</summary>
    public TestAuthority Authority { get; }

    /// <summary>The OpenAI cloud: its API is under <c>/v1</c>.</summary>
    public SandboxCloud OpenAi { get; }

    /// <summary>The Azure cloud: its API is under <c>/openai</c>, classic and v1.</summary>
    public SandboxCloud Azure { get; }

    /// <summary>AWS: Bedrock's two hosts, and the identity services, which listen where one of the hosts does.</summary>
    public SandboxAws Aws { get; }

    /// <summary>The clouds that <see cref="SandboxOptions.Clouds"/> names, in this order: those that listen and send an invoice.</summary>
    public IReadOnlyList<SandboxCloud> All { get; }

    /// <summary>Starts the clouds named in the options; they answer when this returns.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    /// <exception cref="ArgumentException">The options name a cloud that does not exist.</exception>
    public static async Task<SandboxClouds> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var clouds = new SandboxClouds(options);
        try
        {
            foreach (SandboxCloud cloud in clouds.All)
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
        foreach (SandboxCloud cloud in All)
        {
            await cloud.DisposeAsync();
        }

        await Aws.Identity.DisposeAsync();
        if (_ownsAuthority)
        {
            Authority.Dispose();
        }
    }

    private static SandboxCloud[] Chosen(SandboxOptions options, params SandboxCloud[] clouds)
    {
        if (options.Clouds.Except(clouds.Select(c => c.Name)).ToList() is [var unknown, ..])
        {
            throw new ArgumentException($"The sandbox has no cloud '{unknown}'.", nameof(options));
        }

        return [.. clouds.Where(c => options.Clouds.Contains(c.Name))];
    }
}
