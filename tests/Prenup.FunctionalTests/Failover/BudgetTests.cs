using System.Net;
using Prenup.Sandbox.Faults;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Failover;

/// <summary>One budget over failover and retries.</summary>
public sealed class BudgetTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)] // the third asks again where that may help
    public async Task No_more_calls_leave_than_the_budget_has(int count, int calls)
    {
        await using var gateway = await TestGateway.StartAsync(
            TwoClouds.Offering($$"""attempts: { count: {{count}} }""")
        );
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(500), times: int.MaxValue);
        gateway.Clouds.Azure.Faults.Enqueue(Fault.Status(500), times: int.MaxValue);

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal(calls.ToString(), response.Headers.GetValues("x-prenup-attempts").Single());
        var rows = await Exchanged.OnTheLedgerAsync(gateway, count);
        Assert.Equal(calls, rows.Count);
        Assert.Equal(calls, gateway.Clouds.All.Sum(static cloud => cloud.Calls.Count));
    }

    [Fact]
    public async Task An_offer_that_asks_for_a_wait_is_not_asked_again_before_it()
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering("attempts: { count: 3 }"));
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(503, null, ("retry-after", "9"), ("x-should-retry", "true")));
        gateway.Clouds.Azure.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "4"), ("x-should-retry", "true")));

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());

        Assert.Equal("4", response.Headers.GetValues("retry-after").Single()); // whoever is ready first
        Assert.Equal(2, (await Exchanged.OnTheLedgerAsync(gateway, budget: 2)).Count);
    }

    [Fact]
    public async Task No_attempt_begins_after_the_budgets_time()
    {
        await using var gateway = await TestGateway.StartAsync(
            TwoClouds.Offering("attempts: { count: 3, within: 300ms }")
        );
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.DelayHead(TimeSpan.FromMilliseconds(400)));
        gateway.Clouds.OpenAi.Replies.Enqueue(new(500, [], default));

        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Single(await Exchanged.OnTheLedgerAsync(gateway, budget: 1));
        Assert.Empty(gateway.Clouds.Azure.Calls);
    }

    [Fact]
    public async Task Whatever_the_schedule_of_faults_the_client_sees_one_reply_or_one_error()
    {
        await using var gateway = await TestGateway.StartAsync(
            TwoClouds.Offering("timers: { idle: 300ms, head: 300ms }")
        );
        using var client = new TestClient(gateway.Address);
        var dice = new Random(20260401);
        for (var round = 0; round < 60; round++)
        {
            foreach (var cloud in gateway.Clouds.All)
            {
                cloud.Faults.Clear();
                for (var i = dice.Next(3); i > 0; i--)
                {
                    cloud.Faults.Enqueue(Draw(dice));
                }
            }
            var before = gateway.Clouds.All.Sum(static cloud => cloud.Calls.Count);

            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());
            if (response.IsSuccessStatusCode)
            {
                Exchanged.Coherently(await StreamedReply.ReadAsync(response));
            }
            else
            {
                Assert.NotEqual(
                    "",
                    (await TestClient.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString()
                );
            }
            Assert.InRange(gateway.Clouds.All.Sum(static cloud => cloud.Calls.Count) - before, 0, 3);
        }
        await Exchanged.OnTheLedgerAsync(gateway, budget: 3);
    }

    private static Fault Draw(Random dice) =>
        dice.Next(8) switch
        {
            0 => Fault.Status(500),
            1 => Fault.ResetBeforeHead(),
            2 => Fault.CutAfterEvents(dice.Next(14), (CutKind)dice.Next(3)),
            3 => Fault.ErrorEvent(dice.Next(12)),
            4 => Fault.CutAfterBytes(dice.Next(3000), (CutKind)dice.Next(3)),
            5 => Fault.Of(FaultKind.ErrorFinish, dice.Next(12)),
            6 => Fault.Of(FaultKind.Html),
            _ => Fault.Stall(dice.Next(13), TimeSpan.FromMilliseconds(400)),
        };
}
