using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class ResponsesTests
{
    private const string Path = "v1/responses";

    [Fact]
    public async Task A_stream_opens_and_closes_every_item_in_order_and_counts_its_events()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(
            Path,
            """{"model":"gpt-5.5","input":"2 words","stream":true,"store":false,"include":["reasoning.encrypted_content"]}"""
        );

        Assert.Equal(
            [
                "response.created",
                "response.in_progress",
                "response.output_item.added",
                "response.output_item.done",
                "response.output_item.added",
                "response.content_part.added",
                "response.output_text.delta",
                "response.output_text.delta",
                "response.output_text.done",
                "response.content_part.done",
                "response.output_item.done",
                "response.completed",
            ],
            reply.Events.Select(Type)
        );
        Assert.Equal(Enumerable.Range(0, 12), reply.Events.Select(e => e.GetProperty("sequence_number").GetInt32()));
        Assert.All(reply.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries), NameLineIsType);
        Assert.DoesNotContain("[DONE]", reply.Text, StringComparison.Ordinal);
        Assert.NotEmpty(reply.Events[3].GetProperty("item").GetProperty("encrypted_content").GetString()!);
        JsonElement response = reply.Events[^1].GetProperty("response");
        Assert.Equal(2, response.GetProperty("output").GetArrayLength());
        Assert.Equal(
            64,
            Usage(response).GetProperty("output_tokens_details").GetProperty("reasoning_tokens").GetInt64()
        );
    }

    [Fact]
    public async Task Parallel_calls_are_items_of_their_own()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(
            Path,
            """
            {"model":"gpt-4.1","input":"call the tool in parallel","stream":true,"tools":[
              {"type":"function","name":"a","parameters":{"type":"object","properties":{"x":{"type":"integer"}}}},
              {"type":"function","name":"b","parameters":{"type":"object","properties":{}}}]}
            """
        );

        var calls = reply.Events[^1].GetProperty("response").GetProperty("output").EnumerateArray().ToList();
        Assert.Equal(["a", "b"], calls.Select(c => c.GetProperty("name").GetString()));
        foreach (JsonElement call in calls)
        {
            string arguments = string.Concat(
                reply
                    .Events.Where(e => Type(e) == "response.function_call_arguments.delta")
                    .Where(e => e.GetProperty("item_id").GetString() == call.GetProperty("id").GetString())
                    .Select(e => e.GetProperty("delta").GetString())
            );
            Assert.Equal(call.GetProperty("arguments").GetString(), arguments);
        }
    }

    [Fact]
    public async Task A_token_limit_makes_it_incomplete()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(
            Path,
            """{"model":"gpt-4.1","input":"99 words","stream":true,"max_output_tokens":16}"""
        );

        Assert.Equal("response.incomplete", Type(reply.Events[^1]));
        JsonElement response = reply.Events[^1].GetProperty("response");
        Assert.Equal("max_output_tokens", response.GetProperty("incomplete_details").GetProperty("reason").GetString());
        Assert.Equal(16, Usage(response).GetProperty("output_tokens").GetInt64());
    }

    [Fact]
    public async Task A_stored_response_is_found_continued_listed_and_deleted()
    {
        await using Client client = await Client.StartAsync();
        Reply first = await client.OpenAiAsync(Path, """{"model":"gpt-4.1","input":"hello"}""");
        string id = first.Json.GetProperty("id").GetString()!;

        Reply next = await client.OpenAiAsync(
            Path,
            $$"""{"model":"gpt-4.1","input":"hello","previous_response_id":"{{id}}"}"""
        );
        Assert.True(
            Usage(next.Json).GetProperty("input_tokens").GetInt64()
                > Usage(first.Json).GetProperty("total_tokens").GetInt64()
        );
        Assert.Equal(first.Text, (await client.OpenAiAsync($"{Path}/{id}", null)).Text);
        Reply items = await client.OpenAiAsync($"{Path}/{id}/input_items", null);
        Assert.Equal(
            "input_text",
            items.Json.GetProperty("data")[0].GetProperty("content")[0].GetProperty("type").GetString()
        );
        Assert.Equal(400, (await client.OpenAiAsync($"{Path}/{id}/cancel", "{}")).Status);

        Assert.Equal(200, (await client.OpenAiAsync($"{Path}/{id}", null, method: HttpMethod.Delete)).Status);
        Assert.Equal(404, (await client.OpenAiAsync($"{Path}/{id}", null)).Status);
    }

    [Fact]
    public async Task An_unknown_previous_response_is_refused_and_not_answered_without_context()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(
            Path,
            """{"model":"gpt-4.1","input":"hello","previous_response_id":"resp_unknown"}"""
        );

        Assert.Equal(400, reply.Status);
        Assert.Equal("previous_response_not_found", reply.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task R9_reasoning_sealed_by_one_cloud_is_refused_by_the_other()
    {
        await using Client client = await Client.StartAsync();
        const string ask =
            """{"model":"gpt-5.5","input":"hello","store":false,"include":["reasoning.encrypted_content"]}""";
        Reply first = await client.OpenAiAsync(Path, ask);
        string item = first.Json.GetProperty("output")[0].GetRawText();
        string next = $$"""{"model":"gpt-5.5","input":[{{item}},{"role":"user","content":"go on"}]}""";

        Assert.Equal(200, (await client.OpenAiAsync(Path, next)).Status);
        Reply refused = await client.AzureAsync("openai/v1/responses", next);
        Assert.Equal(400, refused.Status);
        Assert.Equal("invalid_encrypted_content", refused.Json.GetProperty("error").GetProperty("code").GetString());
    }

    private static string Type(JsonElement e) => e.GetProperty("type").GetString()!;

    private static JsonElement Usage(JsonElement response) => response.GetProperty("usage");

    private static void NameLineIsType(string text)
    {
        string[] lines = text.Split('\n');
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(lines[1]["data: ".Length..]);
        Assert.Equal("event: " + Type(json), lines[0]);
    }
}
