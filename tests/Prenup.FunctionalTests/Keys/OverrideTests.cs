using System.Text.Json;
using Prenup.Core.Keys;
using Xunit;

namespace Prenup.FunctionalTests.Keys;

/// <summary>What a key's clients may decide themselves, by header.</summary>
public sealed class OverrideTests
{
    private const string Free = "pn-test-key-that-may-decide";

    private static readonly string FreeKey = $$"""
          free: { hash: "{{KeyHash.Of(
            Free
        )}}", project: one, overrides: [offer, exclude, cost-cap], aliases: { gpt-4: gpt-4.1-mini } }
        """;

    [Theory]
    [InlineData("x-prenup-offer", "azure", "azure")]
    [InlineData("x-prenup-exclude-offers", "direct", "azure")]
    [InlineData("x-prenup-exclude-offers", "azure, nobody", "direct")]
    public async Task A_client_whose_key_permits_it_chooses_the_offer(string header, string value, string offer)
    {
        await using var gateway = await TestGateway.StartAsync(keys: FreeKey);
        using var response = await AskAsync(gateway, Free, header, value);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(offer, response.Headers.GetValues("x-prenup-offer").Single());
    }

    [Theory]
    [InlineData("x-prenup-offer", "azure")]
    [InlineData("x-prenup-exclude-offers", "direct")]
    [InlineData("x-prenup-max-cost-usd", "1")]
    public async Task A_key_that_does_not_permit_it_refuses_and_says_so(string header, string value)
    {
        await using var gateway = await TestGateway.StartAsync(keys: FreeKey);
        using var response = await AskAsync(gateway, TestGateway.Key, header, value);

        Assert.Equal((403, "override_not_permitted"), ((int)response.StatusCode, await CodeAsync(response, header)));
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Theory]
    [InlineData("x-prenup-offer", "five", "no_offer_left")] // another model's
    [InlineData("x-prenup-exclude-offers", "direct,azure", "no_offer_left")]
    [InlineData("x-prenup-max-cost-usd", "ten", "invalid_override")]
    [InlineData("x-prenup-max-cost-usd", "-1", "invalid_override")]
    [InlineData("x-prenup-max-cost-usd", "0.0000001", "cost_cap_too_low")]
    public async Task What_leaves_no_offer_is_refused_before_a_cloud_is_asked(string header, string value, string code)
    {
        await using var gateway = await TestGateway.StartAsync(keys: FreeKey);
        using var response = await AskAsync(gateway, Free, header, value);

        Assert.Equal((400, code), ((int)response.StatusCode, await CodeAsync(response, "")));
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
        Assert.Empty(await gateway.AttemptsAsync());
    }

    [Fact]
    public async Task A_cost_cap_bounds_the_answer_so_that_the_entry_keeps_it()
    {
        await using var gateway = await TestGateway.StartAsync(keys: FreeKey);
        using var response = await AskAsync(gateway, Free, "x-prenup-max-cost-usd", "0.0001", "500 words");

        Assert.Equal(200, (int)response.StatusCode);
        var answer = await TestClient.JsonAsync(response);
        Assert.Equal("length", answer.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        var row = Assert.Single(await gateway.AttemptsAsync());
        Assert.InRange(row.Closed!.Cost!.Value.Value, 1, 100_000_000); // pico-dollars: at most what was allowed
    }

    [Fact]
    public async Task An_alias_means_its_model_for_this_key_alone()
    {
        await using var gateway = await TestGateway.StartAsync(keys: FreeKey);
        using var client = new TestClient(gateway.Address, Free);
        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat("gpt-4", stream: false));
        using var other = new TestClient(gateway.Address);
        using var refused = await other.PostAsync(Requests.ChatPath, Requests.Chat("gpt-4", stream: false));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal("gpt-4.1-mini", Assert.Single(await gateway.AttemptsAsync()).Opened.Model);
        Assert.Equal(404, (int)refused.StatusCode);
    }

    private static async Task<HttpResponseMessage> AskAsync(
        TestGateway gateway,
        string key,
        string header,
        string value,
        string text = "9 words"
    )
    {
        using var client = new TestClient(gateway.Address, key);
        var request = new HttpRequestMessage(HttpMethod.Post, Requests.ChatPath)
        {
            Content = new StringContent(Requests.Chat(text: text, stream: false), null, "application/json"),
        };
        request.Headers.Add(header, value);
        var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        await response.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        return response;
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response, string named)
    {
        JsonElement error = (await TestClient.JsonAsync(response)).GetProperty("error");
        Assert.Contains(named, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        return error.GetProperty("code").GetString();
    }
}
