using System.Net;
using Prenup.Core.Ledger;
using Xunit;

namespace Prenup.FunctionalTests.Credentials;

/// <summary>Two keys of one account overlap, so that either may be taken back at any moment.</summary>
public sealed class KeyRotationTests
{
    private const string Models =
        "models: { m: { offers: [ { name: two-keys, account: two-keys, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] } }";

    [Fact]
    public async Task Whichever_key_is_taken_back_the_other_one_serves_from_the_same_exchange_on()
    {
        await using var gateway = await StartAsync("[env:OPENAI, env:AZURE]");
        using var client = new TestClient(gateway.Address);
        var (first, second) = (gateway.Clouds.OpenAi.Key, gateway.Clouds.Azure.Key);
        var keys = gateway.Clouds.OpenAi.Keys;

        await AskAsync(client, HttpStatusCode.OK);
        keys.Add(second);
        keys.Remove(first);
        await AskAsync(client, HttpStatusCode.OK);
        await AskAsync(client, HttpStatusCode.OK);
        keys.Add(first);
        keys.Remove(second);
        await AskAsync(client, HttpStatusCode.OK);

        var attempts = await gateway.AttemptsAsync();
        Assert.Equal([200, 401, 200, 200, 401, 200], attempts.Select(static row => row.Closed!.Status));
        Assert.Equal([1, 1, 2, 1, 1, 2], attempts.Select(static row => row.Opened.Ordinal));
        Assert.Equal(2, attempts.Count(static row => row.State == AttemptState.Unbilled));
        Assert.Equal(
            gateway.Clouds.OpenAi.Invoice().TotalPico,
            attempts.Sum(static row => row.Closed!.Cost!.Value.Value)
        );
    }

    [Fact]
    public async Task Where_no_key_is_taken_each_offer_is_asked_once_more_and_the_client_is_not_to_blame()
    {
        await using var gateway = await StartAsync("[env:OPENAI, env:AZURE]");
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Keys.Remove(gateway.Clouds.OpenAi.Key);

        await AskAsync(client, HttpStatusCode.BadGateway);

        Assert.Equal(2, gateway.Clouds.OpenAi.Calls.Count);
        Assert.All(await gateway.AttemptsAsync(), static row => Assert.Equal(AttemptState.Unbilled, row.State));
    }

    [Fact]
    public async Task One_key_that_is_refused_is_not_tried_again()
    {
        await using var gateway = await StartAsync("env:OPENAI");
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Keys.Remove(gateway.Clouds.OpenAi.Key);

        await AskAsync(client, HttpStatusCode.BadGateway);

        Assert.Single(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task The_second_try_is_within_the_budget_of_attempts()
    {
        await using var gateway = await StartAsync("[env:OPENAI, env:AZURE]", "attempts: { count: 1 }, ");
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Keys.Add(gateway.Clouds.Azure.Key);
        gateway.Clouds.OpenAi.Keys.Remove(gateway.Clouds.OpenAi.Key);

        await AskAsync(client, HttpStatusCode.BadGateway);
        await AskAsync(client, HttpStatusCode.OK); // the offer does not rest: its other key is good
    }

    private static async Task AskAsync(TestClient client, HttpStatusCode status)
    {
        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat("m", stream: false));
        Assert.True(response.StatusCode == status, await TestClient.TextAsync(response));
    }

    // The second key is the other cloud's, which a test lets in.
    private static async Task<TestGateway> StartAsync(string keys, string attempts = "")
    {
        var clouds = await Prenup.Sandbox.SandboxClouds.StartAsync(new(), TestContext.Current.CancellationToken);
        return await TestGateway.StartAsync(
            Models.Replace("{ m: { ", "{ m: { " + attempts, StringComparison.Ordinal),
            clouds: clouds,
            accounts: $"  two-keys: {{ cloud: openai, endpoint: '{clouds.OpenAi.Address}v1', key: {keys} }}"
        );
    }
}
