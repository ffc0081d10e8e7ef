using System.Net;
using Prenup.FunctionalTests.Security;
using Xunit;

namespace Prenup.FunctionalTests.Credentials;

/// <summary>Secrets and tokens of every kind are at their issuer and at their cloud, and nowhere else.</summary>
[Collection(ProvingWorld.OneAtATime)]
public sealed class SecrecyTests
{
    private static readonly string[] Given =
    [
        "lock",
        "secret",
        "app.pem",
        "workload",
        "service.json",
        "external.json",
        "google-token",
        "ibm",
        "vllm",
        "llama-cpp",
        "cluster",
    ];

    [Fact]
    public async Task S7_No_secret_and_no_token_is_in_logs_replies_or_files_when_issuers_and_clouds_refuse()
    {
        using var logs = new LogCapture();
        await using var world = await ProvingWorld.StartAsync(logs.Factory);
        await world.AskAsync(world.Proofs, 2);
        var canaries = new Canaries();
        canaries.Add(world.Clouds.Entra.Secret);
        canaries.Add(world.Clouds.Ibm.Keys.First);
        foreach (var call in world.Clouds.All.SelectMany(static cloud => cloud.Calls))
        {
            if (call.Header("authorization") is { } shown)
            {
                canaries.Add(shown["Bearer ".Length..]);
            }
        }

        Refuse(world);
        foreach (var proof in world.Proofs.Where(static proof => proof.Name != "ollama"))
        {
            var (status, text) = await world.SendAsync(proof, stream: true);
            Assert.NotEqual(HttpStatusCode.OK, status);
            Assert.Contains(proof.Name, text, StringComparison.Ordinal);
            canaries.AssertNotIn(text, proof.Name);
        }

        canaries.AssertNotIn(string.Join('\n', await world.AttemptsAsync()), "the ledger");
        canaries.AssertNotIn(string.Join('\n', logs.Lines), "the log");
        canaries.AssertNotInFiles(world.Folder, Given);
    }

    // From now on nobody is believed, whatever they show.
    private static void Refuse(ProvingWorld world)
    {
        foreach (var cloud in world.Clouds.All)
        {
            cloud.Faults.Enqueue(Prenup.Sandbox.Faults.Fault.Status(401), times: int.MaxValue);
        }
        world.Clouds.Entra.RotateSecret();
        world.Clouds.Google.RotateKey();
        world.Clouds.Ibm.Keys.Remove(world.Clouds.Ibm.Keys.First);
    }
}
