using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class AzureTests
{
    private const string Version = "?api-version=2024-10-21";

    [Fact]
    public async Task The_path_chooses_the_model_and_the_body_does_not()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.AzureAsync(
            "openai/deployments/gpt-4o-prod/chat/completions" + Version,
            Ask("hello", "gpt-5.5")
        );

        Assert.Equal("gpt-4o-2024-08-06", reply.Json.GetProperty("model").GetString());
        Assert.Equal("gpt-4o-prod", reply.Header("x-ms-deployment-name"));
        Assert.Equal("gpt-4o-2024-08-06", reply.Header("x-ms-served-model"));
        Assert.Equal("5", reply.Header("x-ratelimit-reset-requests"));
        Assert.True(reply.Json.TryGetProperty("prompt_filter_results", out _));
        Assert.True(reply.Json.GetProperty("choices")[0].TryGetProperty("content_filter_results", out _));
    }

    [Fact]
    public async Task C11_a_stream_begins_with_the_verdict_on_the_prompt()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.AzureAsync(
            "openai/v1/chat/completions",
            """{"model":"chat-eu","stream":true,"messages":[{"role":"user","content":"hi"}]}"""
        );

        JsonElement first = reply.Events[0];
        Assert.Equal(0, first.GetProperty("choices").GetArrayLength());
        Assert.Equal("", first.GetProperty("id").GetString());
        Assert.True(first.TryGetProperty("prompt_filter_results", out _));
        Assert.Equal(
            "assistant",
            reply.Events[1].GetProperty("choices")[0].GetProperty("delta").GetProperty("role").GetString()
        );
    }

    [Fact]
    public async Task C13_a_filtered_prompt_is_a_400_with_an_inner_error_and_a_filtered_answer_a_billed_200()
    {
        await using Client client = await Client.StartAsync();
        const string path = "openai/deployments/gpt-4o/chat/completions" + Version;
        Reply blocked = await client.AzureAsync(path, Ask("please trigger the filter"));
        Reply filtered = await client.AzureAsync(path, Ask("please filter the answer"));

        JsonElement error = blocked.Json.GetProperty("error");
        Assert.Equal(400, blocked.Status);
        Assert.Equal("content_filter", error.GetProperty("code").GetString());
        Assert.Equal("ResponsibleAIPolicyViolation", error.GetProperty("innererror").GetProperty("code").GetString());
        Assert.Equal(
            "content_filter",
            filtered.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString()
        );
        Assert.Null(client.Azure.Calls[0].Billed);
        Assert.NotNull(client.Azure.Calls[1].Billed);
    }

    [Theory]
    [InlineData("openai/deployments/gpt-4o/chat/completions", "Resource not found")]
    [InlineData("openai/deployments/gpt-4o/chat/completions?api-version=2020-01-01", "Resource not found")]
    [InlineData("openai/deployments/nothing/chat/completions?api-version=2024-06-01", "The API deployment for this")]
    [InlineData("v1/chat/completions", "Resource not found")]
    public async Task What_is_not_there_is_a_404(string path, string message)
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.AzureAsync(path, Ask("hello"));

        Assert.Equal(404, reply.Status);
        Assert.StartsWith(
            message,
            reply.Json.GetProperty("error").GetProperty("message").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_preview_version_and_embeddings_are_served()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.AzureAsync(
            "openai/deployments/vectors-eu/embeddings?api-version=2025-04-01-preview",
            """{"input":"hello","encoding_format":"base64"}"""
        );

        Assert.Equal(200, reply.Status);
        Assert.Equal("text-embedding-3-small", reply.Json.GetProperty("model").GetString());
    }

    [Fact]
    public async Task Responses_show_the_deployment_and_the_filters()
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.AzureAsync("openai/v1/responses", """{"model":"gpt-55-ptu","input":"hello"}""");

        Assert.Equal("gpt-55-ptu", reply.Json.GetProperty("model").GetString());
        Assert.Equal(2, reply.Json.GetProperty("content_filters").GetArrayLength());
        Assert.Equal("gpt-5.5-2026-04-23", reply.Header("x-ms-served-model"));
    }

    private static string Ask(string text, string model = "ignored") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{text}}"}]}""";
}
