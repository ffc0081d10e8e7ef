using System.Net;
using Prenup.FunctionalTests.Robustness;
using Xunit;

namespace Prenup.FunctionalTests.Budgets;

/// <summary>Bounds that are no amounts: where a request may be served, which models, and what has no price.</summary>
public sealed class BoundsTests
{
    private const string Models = """
        models:
          gpt-4.1-mini:
            offers:
              - { name: worldwide, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini }
              - { name: eu, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini, scope: data-zone-eu }
          unpriced: { offers: [ { name: unpriced, account: openai, model: gpt-4.1-mini, price: openai/gpt-made-up } ] }
        """;

    [Fact]
    public async Task Trap29_A_projects_residency_decides_before_the_order_of_offers()
    {
        await using var gateway = await TestGateway.StartAsync(
            Models,
            "prices: { unknown: flag }",
            projects: "{ one: { residency: [eu] }, two: {} }"
        );
        using var european = new TestClient(gateway.Address);
        using var anybody = new TestClient(gateway.Address, TestGateway.OtherKey);
        foreach (var stream in new[] { false, true })
        {
            var body = Requests.Chat("gpt-4.1-mini", stream: stream);
            using var inside = await european.PostAsync(Requests.ChatPath, body);
            Assert.Equal("eu", inside.Headers.GetValues("x-prenup-offer").Single());
            using var outside = await anybody.PostAsync(Requests.ChatPath, body);
            Assert.Equal("worldwide", outside.Headers.GetValues("x-prenup-offer").Single());
        }
    }

    [Fact]
    public async Task Trap29_A_model_that_is_sold_nowhere_within_the_residency_is_refused_by_name_and_never_sent()
    {
        await using var gateway = await TestGateway.StartAsync(
            Models,
            "prices: { unknown: flag }\norganisation: { name: acme, residency: [us, swedencentral] }"
        );
        using var client = new TestClient(gateway.Address);
        using var refused = await client.PostAsync(Requests.ChatPath, Requests.Chat());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var text = await TestClient.TextAsync(refused);
        Assert.Equal("residency_not_permitted", Refusal.Code(text));
        Assert.Contains(
            "'worldwide' is served from global, and organisation 'acme' from swedencentral, us alone; 'eu' is served from data-zone-eu",
            TwentyKeys.Message(text),
            StringComparison.Ordinal
        );
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
        Assert.Empty(gateway.Clouds.Azure.Calls);
    }

    [Fact]
    public async Task A_model_that_the_project_does_not_allow_does_not_exist_for_its_keys()
    {
        await using var gateway = await TestGateway.StartAsync(
            Models,
            "prices: { unknown: flag }",
            projects: "{ one: { models: [unpriced] }, two: {} }"
        );
        using var client = new TestClient(gateway.Address);
        Assert.Equal(HttpStatusCode.NotFound, await client.AskAsync("gpt-4.1-mini"));
        Assert.Equal(HttpStatusCode.OK, await client.AskAsync("unpriced"));
        var models = await TestClient.TextAsync(await client.GetAsync("/v1/models"));
        Assert.DoesNotContain("gpt-4.1-mini", models, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trap6_What_has_no_price_is_reserved_at_the_ceiling_and_stays_charged_with_it()
    {
        await using var gateway = await TestGateway.StartAsync(
            Models,
            "prices: { unknown: flag, ceiling-usd: 0.4 }",
            projects: "{ one: { budget: { usd: 1, per: month } }, two: {} }"
        );
        using var client = new TestClient(gateway.Address);
        Assert.Equal(HttpStatusCode.OK, await client.AskAsync("unpriced"));
        Assert.Equal(HttpStatusCode.OK, await client.AskAsync("unpriced"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("unpriced"));
    }

    [Fact]
    public async Task Trap6_What_has_no_price_and_no_ceiling_is_not_sent_where_a_budget_is_at_stake()
    {
        await using var gateway = await TestGateway.StartAsync(
            Models,
            "prices: { unknown: flag }",
            projects: "{ one: { budget: { usd: 1, per: month } }, two: {} }"
        );
        using var client = new TestClient(gateway.Address);
        using var refused = await client.PostAsync(Requests.ChatPath, Requests.Chat("unpriced"));
        Assert.Equal("price_unknown", await Refusal.CodeAsync(refused));
        using var unbounded = new TestClient(gateway.Address, TestGateway.OtherKey);
        Assert.Equal(HttpStatusCode.OK, await unbounded.AskAsync("unpriced"));
    }
}
