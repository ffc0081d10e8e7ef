using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class ChatTests
{
    private const string Path = "v1/chat/completions";
    private const string Tools = """
        "tools":[{"type":"function","function":{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}},
                 {"type":"function","function":{"name":"get_time","parameters":{"type":"object","properties":{}}}}]
        """;

    [Fact]
    public async Task A_stream_is_role_then_content_then_finish_then_usage_then_done()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(
            Path,
            Ask("hello", "\"stream\":true,\"stream_options\":{\"include_usage\":true}")
        );

        Assert.EndsWith("data: [DONE]\n\n", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("event:", reply.Text, StringComparison.Ordinal);
        Assert.Equal("assistant", Delta(reply.Events[0]).GetProperty("role").GetString());
        Assert.All(
            reply.Events.Skip(1).SkipLast(2),
            e => Assert.NotEmpty(Delta(e).GetProperty("content").GetString()!)
        );
        Assert.Equal("stop", reply.Events[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.All(reply.Events.SkipLast(1), e => Assert.Equal(JsonValueKind.Null, e.GetProperty("usage").ValueKind));
        Assert.Equal(0, reply.Events[^1].GetProperty("choices").GetArrayLength());
        Assert.True(reply.Events[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt64() > 0);
    }

    [Fact]
    public async Task Usage_is_billed_though_the_stream_does_not_carry_it()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(Path, Ask("hello", "\"stream\":true"));

        Assert.DoesNotContain("usage", reply.Text, StringComparison.Ordinal);
        Assert.True(Assert.Single(client.OpenAi.Calls).Billed!.Output > 0);
    }

    [Theory]
    [InlineData("call the tool", "get_weather")]
    [InlineData("call the tool in parallel", "get_weather,get_time")]
    public async Task Tools_are_called_with_arguments_of_their_schema(string text, string names)
    {
        await using Client client = await Client.StartAsync();
        Reply whole = await client.OpenAiAsync(Path, Ask(text, Tools));
        Reply stream = await client.OpenAiAsync(Path, Ask(text, Tools + ",\"stream\":true"));

        JsonElement choice = whole.Json.GetProperty("choices")[0];
        var calls = choice.GetProperty("message").GetProperty("tool_calls").EnumerateArray().ToList();
        Assert.Equal("tool_calls", choice.GetProperty("finish_reason").GetString());
        Assert.Equal(
            names,
            string.Join(',', calls.Select(c => c.GetProperty("function").GetProperty("name").GetString()))
        );
        Assert.Equal("""{"city":"sample"}""", calls[0].GetProperty("function").GetProperty("arguments").GetString());

        var fragments = stream
            .Events.Select(Delta)
            .Where(d => d.TryGetProperty("tool_calls", out _))
            .Select(d => d.GetProperty("tool_calls")[0])
            .ToList();
        Assert.Equal(names.Split(',').Length, fragments.Count(f => f.TryGetProperty("id", out _)));
        Assert.Equal(
            """{"city":"sample"}""",
            string.Concat(
                fragments
                    .Where(f => f.GetProperty("index").GetInt32() == 0)
                    .Select(f => f.GetProperty("function").GetProperty("arguments").GetString())
            )
        );
    }

    [Fact]
    public async Task A_schema_is_satisfied()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(
            Path,
            Ask(
                "hello",
                """
                "response_format":{"type":"json_schema","json_schema":{"name":"x","schema":{"type":"object","properties":{
                    "kind":{"enum":["a","b"]},"count":{"type":"integer","minimum":3},"tags":{"type":"array","items":{"$ref":"#/$defs/tag"}}},
                    "$defs":{"tag":{"type":["string","null"]}}}}}
                """
            )
        );

        string text = reply.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
        Assert.Equal("""{"kind":"a","count":3,"tags":["sample"]}""", text);
    }

    [Fact]
    public async Task Choices_interleave_and_keep_their_index()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(Path, Ask("3 words", "\"stream\":true,\"n\":2"));

        int[] indexes = [.. reply.Events.Select(e => e.GetProperty("choices")[0].GetProperty("index").GetInt32())];
        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], indexes);
    }

    [Fact]
    public async Task A_token_limit_ends_with_length_and_is_kept()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(Path, Ask("500 words", "\"max_completion_tokens\":7"));

        Assert.Equal("length", reply.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(7, reply.Json.GetProperty("usage").GetProperty("completion_tokens").GetInt64());
    }

    [Fact]
    public async Task A_prompt_seen_before_is_cached_in_steps_of_128_tokens()
    {
        await using Client client = await Client.StartAsync();
        string body = Ask(new string('x', 8_000), "\"max_completion_tokens\":5");
        Reply first = await client.OpenAiAsync(Path, body);
        Reply second = await client.OpenAiAsync(Path, body);

        Assert.Equal(0, Cached(first));
        Assert.Equal(15 * 128, Cached(second));
    }

    [Fact]
    public async Task Reasoning_models_think_first_and_refuse_the_old_limit()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(Path, Ask("hello", "\"reasoning_effort\":\"low\"", "gpt-5.4-mini"));
        Reply refused = await client.OpenAiAsync(Path, Ask("hello", "\"max_tokens\":5", "gpt-5.4-mini"));

        JsonElement details = reply.Json.GetProperty("usage").GetProperty("completion_tokens_details");
        Assert.Equal(32, details.GetProperty("reasoning_tokens").GetInt64());
        Assert.Equal(400, refused.Status);
        Assert.Equal("unsupported_parameter", refused.Json.GetProperty("error").GetProperty("code").GetString());
    }

    internal static string Ask(string text, string more, string model = "gpt-4.1-mini") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{text}}"}],{{more}}}""";

    private static JsonElement Delta(JsonElement chunk) => chunk.GetProperty("choices")[0].GetProperty("delta");

    private static long Cached(Reply reply) =>
        reply.Json.GetProperty("usage").GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt64();
}
