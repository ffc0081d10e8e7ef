using System.Net;
using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Reloading;

public sealed class SighupTests
{
    [Fact]
    public async Task SIGHUP_reads_the_file_again_and_ends_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such signals.");
        await using var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions(),
            TestContext.Current.CancellationToken
        );
        var folder = Directory.CreateTempSubdirectory("prenup-hangup-").FullName;
        var (gateway, address) = await ChildGateway.StartAsync(
            folder,
            FollowedGateway.Yaml(clouds),
            ("OPENAI", clouds.OpenAi.Key),
            ("AZURE", clouds.Azure.Key)
        );
        await using (gateway)
        {
            gateway.Hangup();
            await Eventually.HoldsAsync(
                () =>
                    gateway.Output.Contains("was read because of SIGHUP and took effect at", StringComparison.Ordinal),
                "the file to be read"
            );
            Assert.Contains("nothing changed", gateway.Output, StringComparison.Ordinal);
            using var client = new TestClient(address);
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: false));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        Directory.Delete(folder, recursive: true);
    }
}
