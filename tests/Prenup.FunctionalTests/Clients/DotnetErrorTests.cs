using System.ClientModel;
using System.ClientModel.Primitives;
using System.Diagnostics;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;
using Prenup.Core.Ledger;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Clients;

/// <summary>The NuGet package OpenAI: models, errors and its own retries.</summary>
public sealed class DotnetErrorTests
{
    [Fact]
    public async Task Models_are_listed_and_shown()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        var client = new OpenAIModelClient(new ApiKeyCredential(comparison.Through.Key), Options(comparison.Through));
        var ends = TestContext.Current.CancellationToken;

        OpenAIModelCollection all = await client.GetModelsAsync(ends);
        OpenAIModel one = await client.GetModelAsync("gpt-5.5", ends);

        Assert.Equal(8, all.Count);
        Assert.Equal("gpt-5.5", one.Id);
        Assert.Empty(comparison.Cloud.Calls);
    }

    [Fact]
    public async Task A_wrong_key_is_a_401_and_an_unknown_model_a_404()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        var seat = comparison.Through;

        var key = await Assert.ThrowsAsync<ClientResultException>(() => SayAsync(seat with { Key = "sk-wrong" }));
        var model = await Assert.ThrowsAsync<ClientResultException>(() => SayAsync(seat, "gpt-9"));

        Assert.Equal(401, key.Status);
        Assert.Equal(404, model.Status);
        Assert.Contains("gpt-9", model.Message, StringComparison.Ordinal);
        Assert.Empty(await comparison.Gateway.AttemptsAsync());
    }

    [Fact]
    public async Task A_rate_limit_is_waited_for_by_the_clients_own_retry()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        comparison.Cloud.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "1")));
        var watch = Stopwatch.StartNew();

        var said = await SayAsync(comparison.Through);

        Assert.NotEmpty(said);
        Assert.True(watch.Elapsed > TimeSpan.FromMilliseconds(900), $"{watch.Elapsed} is sooner than Retry-After");
        var states = (await comparison.Gateway.AttemptsAsync()).Select(static row => row.State);
        Assert.Equal([AttemptState.Unbilled, AttemptState.Settled], states);
    }

    [Fact]
    public async Task C13_A_prompt_that_the_cloud_blocks_is_a_400_with_its_code_and_rests_nothing()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.AzureV1);
        comparison.Cloud.Faults.Enqueue(
            Fault.Status(
                400,
                """{"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true,"severity":"high"}}}}}"""
            )
        );

        var blocked = await Assert.ThrowsAsync<ClientResultException>(() => SayAsync(comparison.Through));
        var next = await SayAsync(comparison.Through);

        Assert.Equal(400, blocked.Status);
        Assert.Contains("content_filter", blocked.Message, StringComparison.Ordinal);
        Assert.Contains(
            "ResponsibleAIPolicyViolation",
            blocked.GetRawResponse()!.Content.ToString(),
            StringComparison.Ordinal
        );
        Assert.NotEmpty(next);
    }

    private static async Task<string> SayAsync(Seat seat, string? model = null)
    {
        var client = new ChatClient(model ?? seat.Chat, new ApiKeyCredential(seat.Key), Options(seat));
        ChatCompletion reply = await client.CompleteChatAsync("Say hello");
        return reply.Content[0].Text;
    }

    private static OpenAIClientOptions Options(Seat seat) =>
        new() { Endpoint = seat.Endpoint, RetryPolicy = new ClientRetryPolicy(maxRetries: 2) };
}
