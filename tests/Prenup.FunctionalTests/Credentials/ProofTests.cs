using System.Net;
using Prenup.Core.Ledger;
using Prenup.FunctionalTests.Clients;
using Xunit;

namespace Prenup.FunctionalTests.Credentials;

/// <summary>Every way to prove who is asking, at clouds that check: real clients, tokens taken back, tokens that end.</summary>
[Collection(ProvingWorld.OneAtATime)]
public sealed class ProofTests(ITestOutputHelper output)
{
    private static readonly bool IsDeep = Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1";
    private static readonly int Many = IsDeep ? 500 : 40;

    [Fact]
    public async Task G9_Each_token_is_fetched_once_replaced_when_taken_back_and_renewed_once_ahead_of_its_end()
    {
        await using var world = await ProvingWorld.StartAsync();
        var books = world.Issued.Select(static proof => proof.Tokens!).Distinct().ToList();
        // Shorter than the assertions that some are fetched with, which the system's clock dates.
        books.ForEach(static book => book.Lifetime = TimeSpan.FromMinutes(8));
        await world.AskAsync(world.Proofs, Many);
        AssertIssued(world, 1);

        books.ForEach(static book => book.Revoke());
        await world.AskAsync(world.Proofs, Many);
        AssertIssued(world, 2);
        var refused = (await world.AttemptsAsync()).Where(static row => row.State == AttemptState.Unbilled).ToList();
        Assert.All(refused, static row => Assert.Equal((401, 1), (row.Closed!.Status, row.Opened.Ordinal)));
        Assert.Equal(
            world.Issued.Select(static proof => proof.Name).Order(),
            refused.Select(static row => row.Opened.Offer).Distinct().Order()
        );

        world.Clock.PutForward(TimeSpan.FromMinutes(6.5)); // of eight: it is time
        await world.AskAsync(world.Proofs, Many);
        await Eventually.HoldsAsync(
            () => world.Issued.All(static proof => proof.Issued == 3),
            "every token was renewed"
        );
        world.Clock.PutForward(TimeSpan.FromMinutes(1.6)); // the ones before have ended
        await world.AskAsync(world.Issued, Many);
        AssertIssued(world, 3);

        var attempts = await world.AttemptsAsync();
        Assert.Equal(refused.Count, attempts.Count(static row => row.State != AttemptState.Settled));
        await world.AssertInvoicedAsync();
    }

    // Real time, so not among the tests that must never depend on it.
    [Fact]
    public async Task G9_A_token_that_ends_under_100_requests_a_second_is_renewed_once_and_nobody_notices()
    {
        Assert.SkipUnless(IsDeep, "PRENUP_DEEP is not set");
        await using var world = await ProvingWorld.StartAsync();
        foreach (var proof in world.Issued)
        {
            proof.Tokens!.Lifetime = TimeSpan.FromSeconds(4);
            using var ticks = new PeriodicTimer(TimeSpan.FromSeconds(0.01));
            var asking = new List<Task<(HttpStatusCode Status, string Text)>>();
            while (asking.Count < 500 && await ticks.WaitForNextTickAsync(TestContext.Current.CancellationToken))
            {
                asking.Add(world.SendAsync(proof, stream: asking.Count % 2 == 0));
            }
            Assert.All(
                await Task.WhenAll(asking),
                reply => Assert.Equal((HttpStatusCode.OK, ""), (reply.Status, Wrong(reply)))
            );
            output.WriteLine($"{proof.Name}: {asking.Count} requests, {proof.Issued} tokens");
            Assert.Equal(2, proof.Issued);
        }
        Assert.All(await world.AttemptsAsync(), static row => Assert.Equal(AttemptState.Settled, row.State));
        await world.AssertInvoicedAsync();
    }

    [Fact]
    public async Task A_token_file_that_is_written_again_is_read_again_when_the_old_token_is_refused()
    {
        await using var world = await ProvingWorld.StartAsync();
        var cluster = world.Named("openshift");
        await world.AskAsync([cluster], 10);

        world.Clouds.Servers.ClusterTokens.Revoke();
        await world.RewriteAsync("cluster", world.Clouds.Servers.ClusterTokens.Issue("projected").Value + "\n");
        await world.AskAsync([cluster], 10);

        var refused = (await world.AttemptsAsync()).Where(static row => row.State == AttemptState.Unbilled);
        Assert.All(refused, static row => Assert.Equal(401, row.Closed!.Status));
        await world.AssertInvoicedAsync();
    }

    [Fact]
    public async Task Real_clients_reach_each_cloud_and_are_settled_at_its_invoice()
    {
        await using var world = await ProvingWorld.StartAsync();
        foreach (var proof in world.Proofs)
        {
            var seat = proof.Seat(world.Gateway.Address);
            var said = proof.Responses ? await RealClient.ResponsesAsync(seat) : await RealClient.ChatAsync(seat);
            Assert.True(said.Length > 0, proof.Name);
        }
        await world.AssertInvoicedAsync();
    }

    [Theory]
    [InlineData("chat", "entra-secret")]
    [InlineData("tools", "google-workload")]
    [InlineData("responses", "google-service")]
    [InlineData("tools", "ibm")]
    [InlineData("chat", "vllm")]
    [InlineData("tools", "ollama")]
    public async Task The_npm_client_reaches_each_cloud_and_is_settled_at_its_invoice(string script, string name)
    {
        await using var world = await ProvingWorld.StartAsync();
        var said = await Node.RunAsync(script, "openai", "OpenAI", world.Named(name).Seat(world.Gateway.Address));
        Assert.NotEmpty(said);
        await world.AssertInvoicedAsync();
    }

    private static string Wrong((HttpStatusCode Status, string Text) reply) =>
        reply.Status == HttpStatusCode.OK ? "" : reply.Text;

    private static void AssertIssued(ProvingWorld world, int times) =>
        Assert.All(world.Issued, proof => Assert.Equal((proof.Name, times), (proof.Name, proof.Issued)));
}
