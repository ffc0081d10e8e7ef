using System.Net;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.FunctionalTests.Seeing;
using Xunit;

namespace Prenup.FunctionalTests.Journey;

/// <summary>A model whose price nobody knows: sent where the policy says so, and then unknown, never free.</summary>
public sealed class UnknownPriceTests
{
    private const string Models = """
        models:
          made-up: { offers: [ { name: made-up, account: openai, model: gpt-4.1-mini, price: openai/gpt-made-up } ] }
          elsewhere: { offers: [ { name: elsewhere, account: openai, model: gpt-4.1-mini, price: azure/gpt-4.1-mini, scope: data-zone-eu } ] }
        """;

    [Theory]
    [InlineData("made-up")]
    [InlineData("elsewhere")] // the id has a price, and none for this scope
    public async Task Trap6_A_flagged_offer_is_served_its_cost_unknown_counted_and_no_header_names_one(string model)
    {
        await using var gateway = await TestGateway.StartAsync(
            Models,
            "prices: { unknown: flag }\nadmin: { key: env:ADMIN }"
        );
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync(
            "/v1/chat/completions",
            $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Say hello"}]}"""
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("x-prenup-cost-usd"));
        var attempt = Assert.Single(await gateway.AttemptsAsync());
        Assert.Equal(UsageBasis.Reported, attempt.Closed!.Basis);
        Assert.NotEqual(0, attempt.Closed.Usage.TotalIn);
        Assert.Null(attempt.Closed.Cost);
        Assert.Null(attempt.Closed.Terms);
        Assert.NotEqual(AttemptState.Unbilled, attempt.State);
        // What PrenupPriceUnknown of ops/prometheus fires on.
        await Scrape.WhenAsync(gateway, $$"""prenup_price_unknown_total{model="{{model}}",offer="{{model}}"}""", 1);
    }
}
