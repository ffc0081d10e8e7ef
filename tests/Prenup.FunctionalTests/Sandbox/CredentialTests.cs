using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class CredentialTests
{
    private const string Chat = """{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task OpenAi_refuses_a_wrong_key_in_its_own_words()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync("v1/chat/completions", Chat, key: "wrong-key");

        Assert.Equal(401, reply.Status);
        Assert.Equal("invalid_api_key", reply.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("Bearer realm=\"OpenAI API\"", reply.Header("www-authenticate"));
        Assert.Null(Assert.Single(client.OpenAi.Calls).Billed);
    }

    [Fact]
    public async Task Azure_takes_its_key_in_either_header_and_refuses_like_its_front_door()
    {
        await using Client client = await Client.StartAsync();
        const string path = "openai/v1/chat/completions";
        Reply bearer = await client.SendAsync(
            client.Azure,
            path,
            Chat,
            m => m.Headers.Authorization = new("Bearer", client.Azure.Key)
        );
        Reply refused = await client.AzureAsync(path, Chat, key: "wrong-key");

        Assert.Equal(200, bearer.Status);
        Assert.Equal(401, refused.Status);
        Assert.StartsWith(
            """{"error":{"code":"401","message":"Access denied""",
            refused.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Headers_of_OpenAi_come_with_go_durations_and_a_cookie()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync("v1/chat/completions", Chat);

        Assert.StartsWith("req_", reply.Header("x-request-id"), StringComparison.Ordinal);
        Assert.Equal("6ms", reply.Header("x-ratelimit-reset-requests"));
        Assert.Equal("0s", reply.Header("x-ratelimit-reset-tokens"));
        Assert.StartsWith("__cf_bm=", reply.Header("set-cookie"), StringComparison.Ordinal);
        Assert.Equal("2020-10-01", reply.Header("openai-version"));
    }

    [Theory]
    [InlineData("v1/chat/completions", """{"model":"gpt-none","messages":[]}""", 404, "model_not_found")]
    [InlineData("v1/chat/completions", """{"model":"gpt-4o"}""", 400, "missing_required_parameter")]
    [InlineData("v1/chat/completions", """{"model":"gpt-4o",""", 400, null)]
    [InlineData("v1/chat/completions", """{"messages":[]}""", 400, null)]
    [InlineData("v1/nonsense", "{}", 404, null)]
    public async Task OpenAi_refuses_what_it_cannot_serve(string path, string body, int status, string? code)
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(path, body);

        Assert.Equal(status, reply.Status);
        Assert.Equal("invalid_request_error", reply.Json.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(code, reply.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task What_the_parser_saw_is_kept_with_the_call()
    {
        await using Client client = await Client.StartAsync();
        const string body =
            """{"model":"gpt-4o","\u006dodel":"gpt-4.1","stream":true,"max_tokens":9,"stream_options":{"include_usage":true},"messages":[]}""";
        await client.SendAsync(
            client.OpenAi,
            "v1/chat/completions?x=1",
            "\uFEFF" + body,
            m =>
            {
                m.Headers.Authorization = new("Bearer", client.OpenAi.Key);
                m.Headers.Add("x-client-request-id", "attempt-7");
            }
        );

        var call = Assert.Single(client.OpenAi.Calls);
        Assert.Equal("gpt-4.1", call.Seen.Model);
        Assert.True(call.Seen.Stream);
        Assert.True(call.Seen.IncludeUsage);
        Assert.Equal(9, call.Seen.MaxTokens);
        Assert.Equal("attempt-7", call.AttemptId);
        Assert.Equal("/v1/chat/completions", call.Path);
        Assert.Equal("?x=1", call.Query);
        Assert.Equal(200, call.Status);
        Assert.Equal(Prenup.Sandbox.Seeing.CallEnd.Completed, call.End);
        Assert.Equal(System.Text.Encoding.UTF8.GetBytes("\uFEFF" + body), call.Body.ToArray());
    }
}
