using Prenup.Core.Ledger;
using Prenup.FunctionalTests.Credentials;
using Prenup.FunctionalTests.Robustness;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Budgets;

/// <summary>What was spent is not forgotten: neither at a restart, nor of an attempt that nobody knows the end of.</summary>
public sealed class RestartTests
{
    private const string Bounds = "budget: { usd: 0.02, per: month }";

    [Fact]
    public async Task Trap7_After_a_restart_what_was_spent_and_what_is_unknown_is_charged_before_the_first_request()
    {
        await using var keys = await TwentyKeys.StartAsync(Bounds);
        Assert.True(await keys.InsistAsync(0, Form.Named("chat"), tokens: 100));
        await keys.AtRestAsync();
        var spent = keys.Cloud.Invoice().TotalPico;
        await using var again = await keys.RestartAsync(Bounds);
        var scrape = await again.AtRestAsync();
        Assert.Equal(
            (decimal)spent / 1_000_000_000_000m,
            scrape["""prenup_budget_spent_usd{scope="project",name="shared"}"""]
        );
        Assert.False(await again.InsistAsync(0, Form.Named("responses"), tokens: 240)); // 240 × 75 USD per million alone is 0.018
        Assert.True(await again.InsistAsync(0, Form.Named("responses"), tokens: 60));
    }

    [Fact]
    public async Task An_attempt_that_is_unknown_stays_charged_with_what_was_reserved()
    {
        await using var keys = await TwentyKeys.StartAsync($"budget: {{ usd: 1, per: month }}");
        keys.Cloud.Faults.Enqueue(Fault.ServeTier("unheard-of")); // tokens are reported, for a tier that has no rates
        Assert.True(await keys.InsistAsync(0, Form.Named("chat"), tokens: 100));
        var attempt = Assert.Single(await keys.Gateway.AttemptsAsync());
        Assert.Equal(AttemptState.Unknown, attempt.State);
        Assert.NotNull(attempt.Opened.Reserved);
        var scrape = await keys.AtRestAsync();
        Assert.Equal(
            decimal.Parse(attempt.Opened.Reserved.Value.ToString(), System.Globalization.CultureInfo.InvariantCulture),
            scrape["""prenup_budget_spent_usd{scope="project",name="shared"}"""]
        );
    }

    [Fact]
    public async Task Trap11_A_refusal_names_the_instant_of_the_next_window_and_then_there_is_money_again()
    {
        var clock = new ShiftedClock();
        await using var keys = await TwentyKeys.StartAsync(
            "budget: { usd: 0.014, per: day, zone: Pacific/Apia }",
            clock: clock
        );
        Assert.True(await keys.InsistAsync(0, Form.Named("chat"), tokens: 100));
        using var refused = await keys.AskAsync(0, Form.Named("chat-stream"), tokens: 100);
        var text = await TestClient.TextAsync(refused);
        Assert.Equal("budget_exceeded", Refusal.Code(text));
        Assert.Matches(
            @"^Prenup: project 'shared' has 0\.01\d+ USD left of its budget of 0\.014 USD per day, and this request may cost 0\.0\d+ USD\. It begins anew at \d{4}-\d\d-\d\dT00:00:00\+13:00\.$",
            TwentyKeys.Message(text)
        );
        Assert.Equal("false", refused.Headers.GetValues("x-should-retry").Single());
        clock.PutForward(refused.Headers.RetryAfter!.Delta!.Value);
        Assert.True(await keys.InsistAsync(0, Form.Named("chat-stream"), tokens: 100));
    }
}
