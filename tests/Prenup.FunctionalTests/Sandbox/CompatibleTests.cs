using System.Text.Json;
using Prenup.Sandbox;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class CompatibleTests
{
    [Fact]
    public async Task VLlm_has_a_number_as_code_shows_reasoning_and_counts_as_it_goes()
    {
        await using Bearing bearing = await Bearing.StartAsync("vllm");
        SandboxCloud cloud = bearing.Clouds.Servers.VLlm;
        Reply stream = await bearing.SendAsync(
            cloud,
            "v1/chat/completions",
            Chat("openai/gpt-oss-20b", ",\"stream\":true,\"stream_options\":{\"continuous_usage_stats\":true}"),
            cloud.Key
        );
        Reply missing = await bearing.SendAsync(cloud, "v1/chat/completions", Chat("gpt-5"), cloud.Key);
        Reply models = await bearing.SendAsync(cloud, "v1/models", null, cloud.Key);

        Assert.Contains(stream.Events, e => Delta(e, "reasoning") is not null);
        Assert.All(stream.Events, e => Assert.True(e.GetProperty("usage").TryGetProperty("completion_tokens", out _)));
        Assert.Equal(404, missing.Json.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(131_072, models.Json.GetProperty("data")[0].GetProperty("max_model_len").GetInt64());
    }

    [Fact]
    public async Task Health_is_open_and_the_rest_is_not()
    {
        await using Bearing bearing = await Bearing.StartAsync("vllm", "llama-cpp", "ollama");
        var servers = bearing.Clouds.Servers;

        Assert.Equal(200, (await bearing.SendAsync(servers.VLlm, "health", null, null)).Status);
        Assert.Equal(200, (await bearing.SendAsync(servers.LlamaCpp, "health", null, null)).Status);
        Assert.Equal(401, (await bearing.SendAsync(servers.VLlm, "v1/models", null, null)).Status);
        Reply refused = await bearing.SendAsync(servers.LlamaCpp, "v1/models", null, "wrong");
        Assert.Equal(401, refused.Json.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal("authentication_error", refused.Json.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(200, (await bearing.SendAsync(servers.Ollama, "v1/models", null, null)).Status);
    }

    [Fact]
    public async Task Ollama_has_three_counters_no_code_and_no_picture_from_elsewhere()
    {
        await using Bearing bearing = await Bearing.StartAsync("ollama");
        SandboxCloud cloud = bearing.Clouds.Servers.Ollama;
        Reply whole = await bearing.SendAsync(cloud, "v1/chat/completions", Chat("gpt-oss:20b"), null);
        Reply picture = await bearing.SendAsync(
            cloud,
            "v1/chat/completions",
            """{"model":"gpt-oss:20b","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/cat.png"}}]}]}""",
            null
        );

        Assert.Equal(3, whole.Json.GetProperty("usage").EnumerateObject().Count());
        Assert.NotNull(
            whole.Json.GetProperty("choices")[0].GetProperty("message").GetProperty("reasoning").GetString()
        );
        Assert.Equal(400, picture.Status);
        Assert.Equal(JsonValueKind.Null, picture.Json.GetProperty("error").GetProperty("code").ValueKind);
        Assert.Equal("invalid_request_error", picture.Json.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Llama_cpp_tells_timings_and_that_it_is_loading()
    {
        await using Bearing bearing = await Bearing.StartAsync("llama-cpp");
        SandboxCloud cloud = bearing.Clouds.Servers.LlamaCpp;
        Reply stream = await bearing.SendAsync(
            cloud,
            "v1/chat/completions",
            Chat("gpt-oss-20b", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"),
            cloud.Key
        );
        cloud.Faults.Enqueue(Fault.Status(503));
        Reply loading = await bearing.SendAsync(cloud, "v1/chat/completions", Chat("gpt-oss-20b"), cloud.Key);

        Assert.Contains(stream.Events, e => Delta(e, "reasoning_content") is not null);
        Assert.True(stream.Events[^1].GetProperty("timings").GetProperty("predicted_n").GetInt64() > 0);
        Assert.Equal(0, stream.Events[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal("""{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""", loading.Text);
    }

    [Fact]
    public async Task OpenShift_takes_the_clusters_token_until_it_rotates()
    {
        await using Bearing bearing = await Bearing.StartAsync("openshift");
        SandboxCloud cloud = bearing.Clouds.Servers.OpenShift;
        var tokens = bearing.Clouds.Servers.ClusterTokens;
        string first = tokens.Issue("service-account").Value;
        Reply good = await bearing.SendAsync(cloud, "v1/chat/completions", Chat("gpt-oss-120b"), first);
        tokens.Revoke();
        string second = tokens.Issue("service-account").Value;
        Reply old = await bearing.SendAsync(cloud, "v1/chat/completions", Chat("gpt-oss-120b"), first);
        Reply renewed = await bearing.SendAsync(cloud, "v1/chat/completions", Chat("gpt-oss-120b"), second);

        Assert.Equal((200, 401, 200), (good.Status, old.Status, renewed.Status));
        Assert.Equal("Unauthorized\n", old.Text);
        Assert.Equal(2, cloud.Invoice().Calls.Count);
    }

    [Fact]
    public async Task A_stream_bills_what_its_thoughts_and_words_add_up_to()
    {
        await using Bearing bearing = await Bearing.StartAsync("vllm");
        SandboxCloud cloud = bearing.Clouds.Servers.VLlm;
        Reply stream = await bearing.SendAsync(
            cloud,
            "v1/chat/completions",
            Chat("openai/gpt-oss-20b", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"),
            cloud.Key
        );
        string said = string.Concat(stream.Events.Select(e => Delta(e, "content")));
        string thought = string.Concat(stream.Events.Select(e => Delta(e, "reasoning")));
        long bytes = System.Text.Encoding.UTF8.GetByteCount(said);

        long output = stream.Events[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt64();
        Assert.Equal((thought.Length / 4) + ((bytes + 3) / 4), output);
        Assert.Equal(output, Assert.Single(cloud.Invoice().Calls).Usage.Output);
    }

    [Fact]
    public async Task Watsonx_takes_a_token_of_IBMs_and_no_other()
    {
        await using Bearing bearing = await Bearing.StartAsync("watsonx");
        SandboxCloud cloud = bearing.Clouds.Watsonx;
        string token = bearing.Clouds.Ibm.Tokens.Issue("test").Value;
        const string path = "ml/gateway/v1/";
        Reply chat = await bearing.SendAsync(cloud, path + "chat/completions", Chat("openai/gpt-oss-120b"), token);
        Reply vectors = await bearing.SendAsync(
            cloud,
            path + "embeddings",
            """{"model":"ibm/granite-embedding","input":"hi"}""",
            token
        );
        Reply models = await bearing.SendAsync(cloud, path + "models", null, token);
        bearing.Clouds.Ibm.Tokens.Revoke();
        Reply refused = await bearing.SendAsync(cloud, path + "models", null, token);

        Assert.Equal((200, 200, 200), (chat.Status, vectors.Status, models.Status));
        Assert.Equal(768, vectors.Json.GetProperty("data")[0].GetProperty("embedding").GetArrayLength());
        Assert.Equal(401, refused.Status);
        Assert.Equal(
            "authentication_token_not_valid",
            refused.Json.GetProperty("errors")[0].GetProperty("code").GetString()
        );
    }

    private static string? Delta(JsonElement e, string field) =>
        e.GetProperty("choices") is { } choices
        && choices.GetArrayLength() > 0
        && choices[0].GetProperty("delta").TryGetProperty(field, out JsonElement text)
            ? text.GetString()
            : null;

    private static string Chat(string model, string more = "") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]{{more}}}""";
}
