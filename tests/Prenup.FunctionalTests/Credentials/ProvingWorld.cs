using System.Net;
using Microsoft.Extensions.Logging;
using Prenup.Core.Ledger;
using Prenup.Sandbox;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Credentials;

/// <summary>A gateway with an account and a model for each way to prove who is asking, clouds that check each, and one clock for all.</summary>
internal sealed class ProvingWorld : IAsyncDisposable
{
    /// <summary>The tests that use it run one after the other: what tells a machine's identity is the whole process's.</summary>
    public const string OneAtATime = "proving world";

    private readonly string _folder;
    private readonly TestClient _client;

    private ProvingWorld(TestGateway gateway, IReadOnlyList<Proof> proofs, ShiftedClock clock, string folder)
    {
        (Gateway, Proofs, Clock, _folder) = (gateway, proofs, clock, folder);
        _client = new TestClient(gateway.Address);
    }

    public TestGateway Gateway { get; }

    public SandboxClouds Clouds => Gateway.Clouds;

    /// <summary>Its data, and the files that accounts refer to.</summary>
    public string Folder => _folder;

    public ShiftedClock Clock { get; }

    public IReadOnlyList<Proof> Proofs { get; }

    /// <summary>The proofs that somebody issues tokens for.</summary>
    public IReadOnlyList<Proof> Issued => [.. Proofs.Where(static proof => proof.Tokens is not null)];

    public static async Task<ProvingWorld> StartAsync(ILoggerFactory? logs = null)
    {
        var clock = new ShiftedClock();
        var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions
            {
                Clouds = ["azure", "entra", "vertex", "watsonx", "vllm", "ollama", "llama-cpp", "openshift"],
                Https = true,
                TimeProvider = clock,
            },
            TestContext.Current.CancellationToken
        );
        var folder = Directory.CreateTempSubdirectory("prenup-proof-").FullName;
        var written = new Proofs(clouds, folder);
        written.WriteFiles();
        // What an App Service tells its processes.
        Environment.SetEnvironmentVariable("IDENTITY_ENDPOINT", clouds.Entra.IdentityEndpoint.ToString());
        Environment.SetEnvironmentVariable("IDENTITY_HEADER", clouds.Entra.IdentityHeader);
        var proofs = written.All();
        var models = proofs.Select(static proof =>
            $"  {proof.Model}: {{ offers: [ {{ name: {proof.Name}, account: {proof.Name}, {proof.Offer} }} ] }}\n"
        );
        var accounts = proofs.Select(static proof => $"  {proof.Name}: {{ {proof.Account} }}\n");
        var gateway = await TestGateway.StartAsync(
            "models:\n" + string.Concat(models),
            "prices: { books: [ builtin, ./prices.yaml ] }",
            clouds,
            folder,
            clock,
            logs,
            accounts: string.Concat(accounts)
        );
        return new ProvingWorld(gateway, proofs, clock, folder);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Writes a file again that an account refers to.</summary>
    public Task RewriteAsync(string name, string text) =>
        File.WriteAllTextAsync(Path.Combine(_folder, name), text, TestContext.Current.CancellationToken);

    public Proof Named(string name) => Proofs.Single(proof => proof.Name == name);

    /// <summary>Asks each of them many times, twenty at a time, whole and streamed in turns; each has to be answered.</summary>
    public async Task AskAsync(IEnumerable<Proof> proofs, int times)
    {
        using var twenty = new SemaphoreSlim(20);
        var asks =
            from turn in Enumerable.Range(0, times)
            from proof in proofs
            select AskAsync(proof, stream: turn % 2 == 0, twenty);
        await Task.WhenAll(asks);
    }

    /// <summary>Every attempt, oldest first.</summary>
    public Task<IReadOnlyList<LedgerRow>> AttemptsAsync() => Gateway.AttemptsAsync();

    /// <summary>Asserts that whatever was answered is settled, and that the sum is what the clouds invoice.</summary>
    public async Task AssertInvoicedAsync()
    {
        var attempts = await AttemptsAsync();
        Assert.All(
            attempts,
            static row => Assert.True(row.State is AttemptState.Settled or AttemptState.Unbilled, row.ToString())
        );
        foreach (var cloud in Clouds.All)
        {
            var ids = cloud.Calls.Select(static call => call.AttemptId).ToHashSet();
            var mine = attempts.Where(row => ids.Contains(row.Opened.Attempt.ToString()));
            Assert.Equal(
                (cloud.Name, cloud.Invoice().TotalPico),
                (cloud.Name, mine.Sum(static row => row.Closed!.Cost!.Value.Value))
            );
        }
    }

    /// <summary>Asks once, whatever comes of it.</summary>
    public async Task<(HttpStatusCode Status, string Text)> SendAsync(Proof proof, bool stream)
    {
        var (path, body) = proof.Request(stream);
        using var response = await _client.PostAsync(path, body);
        return (response.StatusCode, await TestClient.TextAsync(response));
    }

    private async Task AskAsync(Proof proof, bool stream, SemaphoreSlim room)
    {
        await room.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            var (status, text) = await SendAsync(proof, stream);
            Assert.True(status == HttpStatusCode.OK, $"{proof.Name}: {text}");
        }
        finally
        {
            room.Release();
        }
    }
}
