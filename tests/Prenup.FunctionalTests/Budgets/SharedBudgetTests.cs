using System.Globalization;
using System.Net;
using Prenup.FunctionalTests.Robustness;
using Prenup.Sandbox;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Budgets;

/// <summary>Many at once under one limit, held against the cloud's own invoice.</summary>
public sealed class SharedBudgetTests
{
    private const decimal Pico = 1_000_000_000_000m;

    [Fact]
    public async Task Trap7_Twenty_keys_with_five_hundred_streams_spend_a_shared_dollar_and_no_more()
    {
        await using var keys = await TwentyKeys.StartAsync(
            "budget: { usd: 1.00, per: month }",
            new SandboxLatency(TimeSpan.FromMilliseconds(50), double.PositiveInfinity)
        );

        // 200 tokens out at 30 USD per million, and a prompt of some 10: 0.006 USD and a little. Four times as many as fit.
        var answered = await Task.WhenAll(
            Enumerable.Range(0, 500).Select(caller => keys.InsistAsync(caller, Form.Streams[caller % 2], tokens: 200))
        );

        Assert.InRange(answered.Count(static yes => yes), 140, 166);
        Assert.InRange((decimal)keys.Cloud.Invoice().TotalPico / Pico, 0.90m, 1.00m);

        // What is left is enough for somebody who asks for less, in whichever form.
        foreach (var form in Form.All)
        {
            Assert.True(await keys.InsistAsync(0, form, tokens: 16), form.Name);
        }
        var invoice = keys.Cloud.Invoice().TotalPico;
        Assert.InRange((decimal)invoice / Pico, 0.90m, 1.00m);
        var rest = await keys.AtRestAsync();
        Assert.Equal(0, rest["""prenup_budget_reserved_usd{scope="project",name="shared"}"""]);
        Assert.Equal(1, rest["""prenup_budget_limit_usd{scope="project",name="shared"}"""]);
        Assert.Equal((decimal)invoice / Pico, rest["""prenup_budget_spent_usd{scope="project",name="shared"}"""]);
    }

    [Fact]
    public async Task Trap7_A_small_request_is_let_in_as_soon_as_a_settlement_frees_room()
    {
        // What an answer of 300 tokens may cost: 300 × 75 USD per million (the dearest tier), and some for the prompt.
        await using var keys = await TwentyKeys.StartAsync("budget: { usd: 0.03, per: day, zone: Europe/Berlin }");
        keys.Cloud.Faults.Enqueue(Fault.Stall(3, TimeSpan.FromSeconds(1)));
        using var held = await keys.AskAsync(0, Form.Named("chat-stream"), tokens: 300);
        using var refused = await keys.AskAsync(1, Form.Named("responses"), tokens: 100);
        Assert.Equal("budget_exceeded", await Refusal.CodeAsync(refused));
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter!.Delta);
        await TestClient.TextAsync(held);
        Assert.True(await keys.InsistAsync(1, Form.Named("responses"), tokens: 100));
    }

    [Fact]
    public async Task Trap7_Twenty_keys_take_the_tokens_of_a_shared_minute_and_no_more()
    {
        const int Limit = 20_000;
        await using var keys = await TwentyKeys.StartAsync(
            $"limits: {{ tokens-per-minute: {Limit} }}",
            new SandboxLatency(TimeSpan.FromMilliseconds(20), double.PositiveInfinity),
            new MinuteClock()
        );
        await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(async caller =>
                {
                    using var response = await keys.AskAsync(caller, Form.All[caller % 5], tokens: 200);
                    await TestClient.TextAsync(response);
                })
        );
        while (await keys.InsistAsync(0, Form.Named("chat"), tokens: 200)) { }

        var taken = keys.Cloud.Calls.Sum(static call => call.Billed?.Total ?? 0);
        Assert.InRange(taken, Limit - 500, Limit); // what is left is too little for 200 tokens out and a prompt by its bytes
        using var refused = await keys.AskAsync(0, Form.Named("chat"), tokens: 200);
        Assert.Equal("token_rate_limit_exceeded", await Refusal.CodeAsync(refused));
        Assert.Equal(
            (Limit - taken).ToString(CultureInfo.InvariantCulture),
            refused.Headers.GetValues("x-ratelimit-remaining-tokens").Single()
        );
        await keys.AtRestAsync();
    }

    [Fact]
    public async Task Trap8_A_shared_concurrency_is_held_by_streams_until_they_end()
    {
        const int Limit = 8;
        await using var keys = await TwentyKeys.StartAsync($"limits: {{ concurrent: {Limit} }}");
        var held = new List<HttpResponseMessage>();
        for (var caller = 0; caller < Limit; caller++)
        {
            keys.Cloud.Faults.Enqueue(Fault.Stall(12, Timeout.InfiniteTimeSpan)); // amid the text, in either dialect
            held.Add(await keys.AskAsync(caller, Form.Streams[caller % 2], tokens: 200));
        }
        Assert.All(held, static response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));

        await Task.WhenAll(
            Enumerable
                .Range(0, 100)
                .Select(async caller =>
                {
                    using var response = await keys.AskAsync(caller, Form.All[caller % 5], tokens: 16);
                    Assert.Equal("concurrency_limit_exceeded", await Refusal.CodeAsync(response));
                })
        );
        Assert.Equal(Limit, keys.Cloud.Calls.Count);

        held[0].Dispose();
        held[1].Dispose();
        await Eventually.HoldsAsync(() => keys.Gateway.Host.Exchanges == Limit - 2, "two places to come free");
        foreach (var form in Form.All)
        {
            Assert.True(await keys.InsistAsync(19, form, tokens: 16), form.Name); // one after the other: each finds its place free
        }
        held.ForEach(static response => response.Dispose());
        await keys.AtRestAsync();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Trap8_Every_form_is_bounded_alike(string form)
    {
        var asked = Form.Named(form);
        foreach (
            var (bounds, code, words) in new[]
            {
                (
                    "budget: { usd: 0.0000001, per: month }",
                    "budget_exceeded",
                    "project 'shared' has 0.0000001 USD left"
                ),
                (
                    "limits: { requests-per-minute: 1 }",
                    "rate_limit_exceeded",
                    "project 'shared' is limited to 1 requests"
                ),
                (
                    "limits: { tokens-per-minute: 5 }",
                    "token_rate_limit_exceeded",
                    "project 'shared' is limited to 5 tok"
                ),
            }
        )
        {
            await using var keys = await TwentyKeys.StartAsync(bounds, clock: new MinuteClock());
            if (code == "rate_limit_exceeded")
            {
                Assert.True(await keys.InsistAsync(0, asked, tokens: 16));
            }
            using var refused = await keys.AskAsync(1, asked, tokens: 16);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            var text = await TestClient.TextAsync(refused);
            Assert.Equal(code, Refusal.Code(text));
            Assert.Contains(words, TwentyKeys.Message(text), StringComparison.Ordinal);
        }
    }

    public static TheoryData<string> Forms() => [.. Form.All.Select(static form => form.Name)];
}
