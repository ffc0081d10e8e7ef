using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Alerts;

/// <summary>Budgets that are used up are told of: signed, until somebody takes it, and once.</summary>
public sealed class BudgetAlertTests
{
    // One answer costs some tens of millionths of a dollar, and a tenth of the budget at most is held for it.
    private const string Projects = "{ one: { budget: { usd: 0.003, per: day } }, two: {} }";
    private const string OneCall =
        "models: { one: { offers: [ { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] } }";

    [Fact]
    public async Task Each_mark_is_told_once_signed_and_in_order()
    {
        await using var receiver = await AlertReceiver.StartAsync();
        await using var gateway = await StartAsync(receiver);
        await SpendAsync(gateway);

        await Eventually.HoldsAsync(() => receiver.Taken.Count == 3, "three marks are told");
        Assert.Equal([50, 80, 100], receiver.Taken.Select(static alert => alert.GetProperty("percent").GetInt32()));
        Assert.All(receiver.Taken, static alert => Assert.Equal("project", Text(alert, "scope")));
        Assert.All(receiver.Taken, static alert => Assert.Equal("one", Text(alert, "name")));
        Assert.All(receiver.Taken, static alert => Assert.Equal("0.003", Text(alert, "budget_usd")));
        Assert.Equal(3, receiver.Taken.Select(static alert => Text(alert, "id")).Distinct().Count());
    }

    [Fact]
    public async Task One_that_is_not_taken_is_posted_again_under_the_same_id()
    {
        await using var receiver = await AlertReceiver.StartAsync();
        receiver.Refuses = 2;
        await using var gateway = await StartAsync(receiver);
        await SpendAsync(gateway);

        await Eventually.HoldsAsync(() => receiver.Taken.Count == 3, "three marks are told");
        var ids = receiver.Taken.Select(static alert => Text(alert, "id")).ToList();
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(2, receiver.Refused.Count);
        Assert.Subset(ids.ToHashSet(), receiver.Refused.ToHashSet());
    }

    [Fact]
    public async Task What_nobody_took_before_a_restart_is_told_after_it_and_what_was_taken_is_not_told_again()
    {
        await using var receiver = await AlertReceiver.StartAsync();
        receiver.Refuses = int.MaxValue;
        var first = await StartAsync(receiver);
        await SpendAsync(first);
        await Eventually.HoldsAsync(() => receiver.Refused.Distinct().Count() == 3, "each was tried");
        await first.StopAsync();

        receiver.Refuses = 0;
        var second = await StartAsync(receiver, first);
        await Eventually.HoldsAsync(() => receiver.Taken.Count == 3, "the next process tells them");
        await second.StopAsync();

        await using var third = await StartAsync(receiver, first);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        Assert.Equal(3, receiver.Taken.Count);
    }

    [Fact]
    public async Task A_mark_that_a_killed_gateway_had_no_time_to_write_down_is_told_by_the_next()
    {
        await using var receiver = await AlertReceiver.StartAsync();
        var silent = await TestGateway.StartAsync(OneCall, projects: Projects); // as if it had written nothing down
        await SpendAsync(silent);
        await silent.StopAsync();

        await using var next = await StartAsync(receiver, silent);
        await Eventually.HoldsAsync(() => receiver.Taken.Count == 1, "the highest mark is told");
        Assert.InRange(receiver.Taken[0].GetProperty("percent").GetInt32(), 80, 100);
    }

    private static Task<TestGateway> StartAsync(AlertReceiver receiver, TestGateway? before = null)
    {
        var secret = Path.Combine(
            before?.Folder ?? Directory.CreateTempSubdirectory("prenup-alerts-").FullName,
            "hook"
        );
        File.WriteAllBytes(secret, System.Text.Encoding.UTF8.GetBytes(AlertReceiver.Secret));
        return TestGateway.StartAsync(
            OneCall,
            $"alerts: {{ webhooks: [ {{ url: {receiver.Address}, secret: \"file:{secret}\" }} ] }}",
            clouds: before?.Clouds,
            folder: before?.Folder,
            projects: Projects
        );
    }

    // Until the budget refuses: more calls than it pays.
    private static async Task SpendAsync(TestGateway gateway)
    {
        using var client = new TestClient(gateway.Address);
        for (var call = 0; call < 300; call++)
        {
            var body =
                """{"model":"one","max_completion_tokens":20,"messages":[{"role":"user","content":"20 words"}]}""";
            using var response = await client.PostAsync(Requests.ChatPath, body);
            await TestClient.TextAsync(response);
            if (response.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
            {
                return;
            }
            Assert.True(response.IsSuccessStatusCode);
        }
        Assert.Fail("the budget was never used up");
    }

    private static string Text(JsonElement alert, string name) => alert.GetProperty(name).GetString()!;
}
