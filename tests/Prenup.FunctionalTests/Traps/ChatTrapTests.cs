using System.Text;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Sandbox;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Replies;
using Xunit;

namespace Prenup.FunctionalTests.Traps;

/// <summary>Shapes of chat replies that gateways get wrong: the client gets them as they are, the ledger what they say at last.</summary>
public sealed class ChatTrapTests
{
    private const string Whole = """{"model":"alias","messages":[{"role":"user","content":"hi"}]}""";
    private const string Streamed = """{"model":"alias","stream":true,"messages":[{"role":"user","content":"hi"}]}""";
    private const string Done = "data: [DONE]\n\n";

    private const string Blocked =
        """{"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}""";

    [Fact]
    public async Task C5_Of_usage_on_every_chunk_the_last_counts_and_its_content_passes_once()
    {
        var stream =
            Chunk("""{"index":0,"delta":{"role":"assistant","content":"One"},"finish_reason":null}""", Usage(7, 1))
            + Chunk("""{"index":0,"delta":{"content":" two"},"finish_reason":null}""", Usage(7, 2))
            + Chunk("""{"index":0,"delta":{"content":" three"},"finish_reason":"stop"}""", Usage(7, 3));
        var last = Chunk("", Usage(7, 3));

        await AssertPassesAsync(stream + last + Done, stream + Done, new BilledUsage(7, 0, 3, 0));
    }

    [Fact]
    public async Task C6_Usage_after_the_finish_and_before_the_end_is_kept()
    {
        var stream =
            Chunk("""{"index":0,"delta":{"role":"assistant","content":"One"},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{},"finish_reason":"stop"}""");

        await AssertPassesAsync(stream + Chunk("", Usage(11, 5)) + Done, stream + Done, new BilledUsage(11, 0, 5, 0));
    }

    [Fact]
    public async Task C8_Fragments_of_calls_pass_in_their_order_whatever_their_index()
    {
        var stream =
            Chunk(Call("""{"index":0,"id":"call_a","type":"function","function":{"name":"a","arguments":""}}"""))
            + Chunk(
                Call("""{"index":1,"id":"call_b","type":"function","function":{"name":"b","arguments":"{\"x\""}}""")
            )
            + Chunk(Call("""{"index":0,"function":{"arguments":"{}"}}"""))
            + Chunk(Call("""{"index":1,"function":{"arguments":":1}"}}"""))
            + Chunk("""{"index":0,"delta":{},"finish_reason":"tool_calls"}""");

        await AssertPassesAsync(stream + Chunk("", Usage(9, 8)) + Done, stream + Done, new BilledUsage(9, 0, 8, 0));
    }

    [Fact]
    public async Task C12_C22_Filter_offsets_empty_deltas_and_null_contents_pass_as_they_are()
    {
        var stream =
            Chunk("""{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{"content":""},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{"content":"One"},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{"content":"One"},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{},"finish_reason":"stop"}""")
            + Chunk(
                """{"index":0,"finish_reason":null,"content_filter_offsets":{"check_offset":3,"start_offset":0,"end_offset":6}}"""
            );

        await AssertPassesAsync(stream + Chunk("", Usage(3, 2)) + Done, stream + Done, new BilledUsage(3, 0, 2, 0));
    }

    [Fact]
    public async Task C20_Choices_stay_apart_and_usage_is_counted_once()
    {
        var stream =
            Chunk("""{"index":0,"delta":{"role":"assistant","content":"A"},"finish_reason":null}""")
            + Chunk("""{"index":1,"delta":{"role":"assistant","content":"B"},"finish_reason":null}""")
            + Chunk("""{"index":1,"delta":{},"finish_reason":"stop"}""")
            + Chunk("""{"index":0,"delta":{"content":"a"},"finish_reason":null}""")
            + Chunk("""{"index":0,"delta":{},"finish_reason":"length"}""");

        await AssertPassesAsync(stream + Chunk("", Usage(4, 6)) + Done, stream + Done, new BilledUsage(4, 0, 6, 0));
    }

    [Fact]
    public async Task C19_Zeros_that_a_cloud_reports_stay_zeros()
    {
        var body =
            $$"""{"id":"c","object":"chat.completion","created":1,"model":"gpt-4.1-mini","choices":[],{{Usage(0, 0)}}}""";
        await using var gateway = await TestGateway.StartAsync();
        Script(gateway.Clouds.OpenAi, body, "application/json", new BilledUsage(0, 0, 0, 0));
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/chat/completions", Whole);
        await TestClient.TextAsync(response);

        var row = Assert.Single(await gateway.AttemptsAsync());
        Assert.Equal(AttemptState.Settled, row.State);
        Assert.Equal(0L, row.Closed!.Usage[Meter.TextIn]);
        Assert.Equal(0L, row.Closed.Usage[Meter.TextOut]);
        Assert.Equal(0L, row.Closed.Cost!.Value.Value);
    }

    [Theory]
    [InlineData("flex", "default")]
    [InlineData("default", "flex")]
    [InlineData("auto", "priority")]
    public async Task C18_The_tier_served_is_priced_and_not_the_tier_asked_for(string asked, string served)
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.ServeTier(served), times: 2);
        using var client = new TestClient(gateway.Address);
        foreach (var stream in new[] { "false", "true" })
        {
            using var response = await client.PostAsync(
                "/v1/chat/completions",
                $$"""{"model":"gpt-5.5","service_tier":"{{asked}}","stream":{{stream}},"messages":[{"role":"user","content":"hi"}]}"""
            );
            Assert.Contains($"\"{served}\"", await TestClient.TextAsync(response), StringComparison.Ordinal);
        }
        var rows = await gateway.AttemptsAsync();
        Assert.All(rows, row => Assert.Equal(served, row.Closed!.ServedTier));
        Assert.Equal(gateway.Clouds.OpenAi.Invoice().TotalPico, rows.Sum(static row => row.Closed!.Cost!.Value.Value));
    }

    [Fact]
    public async Task C11_The_verdict_on_the_prompt_passes_and_is_no_content()
    {
        var pause = TimeSpan.FromMilliseconds(300);
        await using var gateway = await TestGateway.StartAsync();
        gateway.Clouds.Azure.Faults.Enqueue(Fault.Stall(1, pause));
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync(
            "/openai/deployments/on-classic/chat/completions?api-version=2024-10-21",
            """{"messages":[{"role":"user","content":"hi"}],"stream":true}"""
        );
        var text = await TestClient.TextAsync(response);

        Assert.Contains("prompt_filter_results", text.Split("\n\n")[0], StringComparison.Ordinal);
        var row = Assert.Single(await gateway.AttemptsAsync());
        Assert.True(row.Closed!.FirstContent >= pause * 0.9, $"first content after {row.Closed.FirstContent}");
        Assert.Equal(AttemptState.Settled, row.State);
    }

    [Fact]
    public async Task C13_A_blocked_prompt_under_a_200_passes_as_the_cloud_wrote_it()
    {
        await using var gateway = await TestGateway.StartAsync();
        Script(gateway.Clouds.OpenAi, Blocked, "application/json", null);
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/chat/completions", Whole);
        using var next = await client.PostAsync("/v1/chat/completions", Whole);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(Blocked, await TestClient.TextAsync(response));
        Assert.True(next.IsSuccessStatusCode);
        var states = (await gateway.AttemptsAsync()).Select(static row => row.State);
        Assert.Equal([AttemptState.Partial, AttemptState.Settled], states);
    }

    [Fact]
    public async Task C13_A_prompt_blocked_within_a_stream_is_a_400_and_no_broken_connection()
    {
        await using var gateway = await TestGateway.StartAsync();
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.ErrorEvent(0, Blocked));
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/chat/completions", Streamed);

        var error = (await TestClient.JsonAsync(response)).GetProperty("error");
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("content_filter", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_end_after_nothing_but_garbage_is_no_answer_and_the_next_attempt_gives_one()
    {
        await using var gateway = await TestGateway.StartAsync();
        Script(gateway.Clouds.OpenAi, "gar\u0001bage\n\n" + Done, "text/event-stream", null);
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/chat/completions", Streamed);

        var text = await TestClient.TextAsync(response);
        Assert.Contains("\"content\":", text, StringComparison.Ordinal);
        Assert.EndsWith(Done, text, StringComparison.Ordinal);
        var states = (await gateway.AttemptsAsync()).Select(static row => row.State);
        Assert.Equal([AttemptState.Partial, AttemptState.Settled], states);
    }

    // Streams the given bytes from the cloud; the client, who asked for no usage, has to get the expected ones, and the entry the bill.
    private static async Task AssertPassesAsync(string sent, string expected, BilledUsage usage)
    {
        await using var gateway = await TestGateway.StartAsync();
        Script(gateway.Clouds.OpenAi, sent, "text/event-stream", usage);
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync("/v1/chat/completions", Streamed);

        Assert.Equal(expected, await TestClient.TextAsync(response));
        var row = Assert.Single(await gateway.AttemptsAsync());
        Assert.Equal(AttemptState.Settled, row.State);
        Assert.Equal(gateway.Clouds.OpenAi.Invoice().TotalPico, row.Closed!.Cost!.Value.Value);
        Assert.Equal((usage.Input, usage.Output), (row.Closed.Usage.TotalIn, row.Closed.Usage.TotalOut));
    }

    private static void Script(SandboxCloud cloud, string body, string type, BilledUsage? usage) =>
        cloud.Replies.Enqueue(
            new CannedReply(200, [KeyValuePair.Create("content-type", type)], Encoding.UTF8.GetBytes(body))
            {
                Model = "gpt-4.1-mini",
                Usage = usage,
            }
        );

    private static string Chunk(string choice, string usage = "\"usage\":null") =>
        $$"""data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-4.1-mini-2025-04-14","choices":[{{choice}}],{{usage}}}"""
        + "\n\n";

    private static string Call(string call) =>
        $$"""{"index":0,"delta":{"tool_calls":[{{call}}]},"finish_reason":null}""";

    private static string Usage(int input, int output) =>
        $$"""
            "usage":{"prompt_tokens":{{input}},"completion_tokens":{{output}},"total_tokens":{{input + output}}}
            """;
}
