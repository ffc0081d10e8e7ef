using System.Net;
using Prenup.Core.Ledger;
using Xunit;

namespace Prenup.FunctionalTests.Journey;

public sealed class FirstJourneyTests
{
    private const string Chat = """{"model":"gpt-4.1-mini","messages":[{"role":"user","content":"Say hello"}]}""";
    private const string Streamed =
        """{"model":"alias","stream":true,"messages":[{"role":"user","content":"Say hello"}]}""";

    [Fact]
    public async Task A_whole_chat_is_answered_billed_and_settled()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/chat/completions", Chat);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var json = await TestClient.JsonAsync(response);
        Assert.Equal("gpt-4.1-mini-2025-04-14", json.GetProperty("model").GetString());
        var attempt = Assert.Single(await gateway.AttemptsAsync());
        Assert.Equal(AttemptState.Settled, attempt.State);
        Assert.Equal((long)gateway.Clouds.OpenAi.Invoice().TotalPico, attempt.Closed!.Cost!.Value.Value);
        Assert.Equal(attempt.Closed.Cost.Value.ToString(), response.Headers.GetValues("x-prenup-cost-usd").Single());
        Assert.Equal(attempt.Opened.Attempt.ToString(), Assert.Single(gateway.Clouds.OpenAi.Calls).AttemptId);
    }

    [Fact]
    public async Task C1_A_stream_without_wish_for_usage_shows_none_and_is_settled()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/chat/completions", Streamed);

        var text = await TestClient.TextAsync(response);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"usage\":{", text, StringComparison.Ordinal);
        Assert.Contains("\"model\":\"gpt-4.1-mini-2025-04-14\"", text, StringComparison.Ordinal);
        var attempt = Assert.Single(await gateway.AttemptsAsync());
        Assert.Equal(AttemptState.Settled, attempt.State);
        Assert.Equal((long)gateway.Clouds.OpenAi.Invoice().TotalPico, attempt.Closed!.Cost!.Value.Value);
    }

    [Theory]
    [InlineData("/v1/responses", """{"model":"gpt-5.5","input":"Say hello"}""")]
    [InlineData("/v1/responses", """{"model":"gpt-5.5","input":"Say hello","stream":true}""")]
    [InlineData("/v1/embeddings", """{"model":"text-embedding-3-small","input":"hello"}""")]
    [InlineData("/openai/v1/chat/completions", """{"model":"on-azure","messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData(
        "/openai/deployments/on-classic/chat/completions?api-version=2024-10-21",
        """{"messages":[{"role":"user","content":"hi"}],"stream":true}"""
    )]
    [InlineData(
        "/openai/deployments/on-azure/chat/completions?api-version=2024-10-21",
        """{"messages":[{"role":"user","content":"hi"}]}"""
    )]
    public async Task Every_form_is_settled_at_what_its_cloud_invoices(string path, string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync(path, body);

        Assert.True(response.IsSuccessStatusCode, await TestClient.TextAsync(response));
        var attempt = Assert.Single(await gateway.AttemptsAsync());
        Assert.Equal(AttemptState.Settled, attempt.State);
        Assert.Equal(
            gateway.Clouds.All.Sum(static cloud => (long)cloud.Invoice().TotalPico),
            attempt.Closed!.Cost!.Value.Value
        );
    }
}
