using Prenup.Sandbox.Azure;
using Prenup.Sandbox.OpenAi;

namespace Prenup.Sandbox;

/// <summary>
/// Faithful simulated clouds on loopback, each with its own invoice. They judge the gateway and share no code with it.
/// </summary>
public sealed class SandboxClouds : IAsyncDisposable
{
    private SandboxClouds(SandboxOptions options)
    {
        TimeProvider clock = options.TimeProvider;
        OpenAi = new(
            "openai",
            options.OpenAiKey,
            options.OpenAiPort,
            new OpenAiFront(options.OpenAiKey, clock),
            options
        );
        Azure = new("azure", options.AzureKey, options.AzurePort, new AzureFront(options.AzureKey, clock), options);
    }

    /// <summary>The OpenAI cloud: its API is under <c>/v1</c>.</summary>
    public SandboxCloud OpenAi { get; }

    /// <summary>The Azure cloud: its API is under <c>/openai</c>, classic and v1.</summary>
    public SandboxCloud Azure { get; }

    /// <summary>Both clouds.</summary>
    public IReadOnlyList<SandboxCloud> All => [OpenAi, Azure];

    /// <summary>Starts both clouds; they answer when this returns.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<SandboxClouds> StartAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        var clouds = new SandboxClouds(options);
        try
        {
            await clouds.OpenAi.ListenAsync(cancellationToken);
            await clouds.Azure.ListenAsync(cancellationToken);
            return clouds;
        }
        catch
        {
            await clouds.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops both clouds.</summary>
    public async ValueTask DisposeAsync()
    {
        await OpenAi.DisposeAsync();
        await Azure.DisposeAsync();
    }
}
