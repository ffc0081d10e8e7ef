using System.Globalization;
using System.Net;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>What is counted of real exchanges.</summary>
public sealed class MetricsTests
{
    private const string Admin = "admin: { key: env:ADMIN }";

    [Fact]
    public async Task What_is_counted_equals_what_the_ledger_holds()
    {
        await using var gateway = await TestGateway.StartAsync(more: Admin);
        using var client = new TestClient(gateway.Address);
        foreach (var stream in new[] { true, false, true })
        {
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: stream));
            await TestClient.TextAsync(response);
        }

        var scrape = await Scrape.WhenAsync(
            gateway,
            """prenup_exchanges_total{model="gpt-4.1-mini",offer="direct",outcome="completed",blame="none"}""",
            3
        );

        var rows = await gateway.AttemptsAsync();
        const string Direct = """model="gpt-4.1-mini",offer="direct" """;
        var direct = Direct.TrimEnd();
        var cost = rows.Sum(static row => row.Closed!.Cost!.Value.Value) / 1e12m;
        Assert.Equal(cost, scrape[$"prenup_cost_usd_total{{{direct}}}"]);
        Assert.Contains(
            cost.ToString("0.############", CultureInfo.InvariantCulture),
            scrape.Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            rows.Sum(static row => row.Closed!.Usage.TotalOut),
            scrape[
                $$"""prenup_tokens_total{{{direct}},direction="out",modality="text",cache="none",basis="reported"}"""
            ]
        );
        Assert.Equal(3, scrape[$$"""prenup_attempts_total{{{direct}},outcome="completed",fault="none"}"""]);
        Assert.Equal(3, scrape[$$"""prenup_attempt_states_total{{{direct}},state="settled"}"""]);
        Assert.Equal(2, scrape[$$"""prenup_first_content_seconds_count{{{direct}}}"""]);
        Assert.Equal(3, scrape[$$"""prenup_attempt_duration_seconds_bucket{{{direct}},le="+Inf"}"""]);
        Assert.Equal(3, scrape["""prenup_exchange_duration_seconds_count{model="gpt-4.1-mini"}"""]);
        Assert.Equal(2, scrape["""prenup_overhead_seconds_count{form="stream"}"""]);
        Assert.Equal(1, scrape["""prenup_overhead_seconds_count{form="whole"}"""]);
        Assert.Equal(0, scrape["prenup_exchanges_in_flight"]);
        Assert.Equal(1, scrape["prenup_ready"]);
    }

    [Fact]
    public async Task V6_A_made_up_model_never_becomes_a_label()
    {
        await using var gateway = await TestGateway.StartAsync(more: Admin);
        using var client = new TestClient(gateway.Address);
        for (var i = 0; i < 5; i++)
        {
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat($"made-up-{i}"));
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        using (var nowhere = await client.GetAsync("/made-up/url"))
        {
            Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        }

        var scrape = await Scrape.WhenAsync(
            gateway,
            """prenup_exchanges_total{model="unknown",offer="none",outcome="failed",blame="client"}""",
            6
        );

        Assert.DoesNotContain("made-up", scrape.Text, StringComparison.Ordinal);
        Assert.Equal(5, scrape["""prenup_refusals_total{code="model_not_found",blame="client"}"""]);
        Assert.Equal(1, scrape["""prenup_refusals_total{code="unknown_url",blame="client"}"""]);
    }

    [Fact]
    public async Task A_failover_is_counted_with_its_reason_and_the_offer_is_shown_cooling()
    {
        await using var gateway = await TestGateway.StartAsync(more: Admin);
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, headers: ("retry-after", "300")));

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());
        await TestClient.TextAsync(response);

        var scrape = await Scrape.WhenAsync(
            gateway,
            """prenup_exchanges_total{model="gpt-4.1-mini",offer="azure",outcome="completed",blame="none"}""",
            1
        );
        Assert.Equal(1, scrape["""prenup_failovers_total{model="gpt-4.1-mini",reason="rate"}"""]);
        Assert.Equal(
            1,
            scrape["""prenup_attempts_total{model="gpt-4.1-mini",offer="direct",outcome="refused",fault="rate"}"""]
        );
        Assert.InRange(scrape["""prenup_offer_cooldown_seconds{model="gpt-4.1-mini",offer="direct"}"""], 200, 300);
        Assert.Equal(0, scrape["""prenup_offer_cooldown_seconds{model="gpt-4.1-mini",offer="azure"}"""]);
        Assert.Equal(0, scrape["""prenup_overhead_seconds_count{form="stream"}"""]); // the failed attempt is no overhead of ours
    }

    [Fact]
    public async Task Nothing_else_than_configured_names_and_closed_lists_are_labels()
    {
        await using var gateway = await TestGateway.StartAsync(more: Admin);
        using var client = new TestClient(gateway.Address);
        using var before = new TestClient(gateway.Address, "pn-some-other-key");
        using (var refused = await before.PostAsync(Requests.ChatPath, Requests.Chat()))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }
        var first = await Scrape.OfAsync(gateway);
        for (var i = 0; i < 3; i++)
        {
            using var response = await client.PostAsync($"/v1/nowhere-{i}", Requests.Chat($"nothing-{i}"));
            using var stored = await client.GetAsync($"/v1/responses/resp_nothing_{i}");
        }
        var second = await Scrape.WhenAsync(gateway, """prenup_refusals_total{code="not_found",blame="client"}""", 3);

        Assert.Equal(first.Series.Order(), second.Series.Order());
    }
}
