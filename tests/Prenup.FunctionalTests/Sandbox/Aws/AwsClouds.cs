using Prenup.Sandbox;
using Prenup.Sandbox.Aws;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox.Aws;

/// <summary>The simulated AWS, shared by the tests of a class.</summary>
public sealed class AwsClouds : IAsyncLifetime
{
    public static readonly string[] Hosts = ["bedrock-runtime", "bedrock-mantle"];

    public SandboxClouds Clouds { get; private set; } = null!;

    public SandboxAws Aws => Clouds.Aws;

    public async ValueTask InitializeAsync() => Clouds = await StartAsync();

    public ValueTask DisposeAsync() => Clouds.DisposeAsync();

    public static Task<SandboxClouds> StartAsync(SandboxAwsOptions? aws = null, TimeProvider? clock = null) =>
        SandboxClouds.StartAsync(
            new()
            {
                Clouds = Hosts,
                Aws = aws ?? new(),
                TimeProvider = clock ?? TimeProvider.System,
            },
            TestContext.Current.CancellationToken
        );
}
