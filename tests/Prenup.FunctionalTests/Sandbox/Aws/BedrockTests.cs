using System.Text;
using System.Text.Json;
using Prenup.Sandbox;
using Prenup.Sandbox.Aws;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox.Aws;

/// <summary>Which model answers where and how on Bedrock's two hosts, and what it costs there.</summary>
public sealed class BedrockTests(AwsClouds clouds) : IClassFixture<AwsClouds>
{
    private SandboxAws Aws => clouds.Aws;

    [Theory]
    [InlineData("openai/v1/responses", "openai.gpt-5.5", 200)]
    [InlineData("openai/v1/chat/completions", "openai.gpt-5.4", 200)]
    [InlineData("openai/v1/responses", "openai.gpt-5.6-terra", 200)]
    [InlineData("openai/v1/chat/completions", "openai.gpt-5.6-terra", 400, "does not support")]
    [InlineData("v1/responses", "openai.gpt-oss-20b", 200)]
    [InlineData("v1/chat/completions", "openai.gpt-oss-120b", 200)]
    [InlineData("v1/chat/completions", "openai.gpt-oss-safeguard-20b", 200)]
    [InlineData("v1/responses", "openai.gpt-oss-safeguard-20b", 400, "does not support")]
    [InlineData("v1/responses", "openai.gpt-5.5", 400, "model `openai.gpt-5.5` isn't supported on this route")]
    [InlineData(
        "openai/v1/responses",
        "openai.gpt-oss-20b",
        400,
        "model `openai.gpt-oss-20b` isn't supported on this route"
    )]
    [InlineData("openai/v1/responses", "us.openai.gpt-5.5", 404, "does not exist")]
    [InlineData("openai/v1/embeddings", "openai.gpt-5.5", 404, "No route")]
    public async Task Mantle_answers_each_model_under_its_prefix(
        string path,
        string model,
        int status,
        string says = ""
    )
    {
        Reply reply = await AskAsync(Aws.Mantle, path, model);

        Assert.Equal(status, reply.Status);
        Assert.Contains(says, reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("responses", "us.openai.gpt-5.5", 200)]
    [InlineData("chat/completions", "eu.openai.gpt-5.4", 200)]
    [InlineData("chat/completions", "openai.gpt-oss-120b-1:0", 200)]
    [InlineData("responses", "openai.gpt-5.5", 400, "on-demand throughput isn't supported")]
    [InlineData("responses", "gpt-5.5", 400, "The provided model identifier is invalid.")]
    [InlineData("chat/completions", "global.openai.gpt-5.6-terra", 400, "does not support")]
    public async Task Runtime_answers_inference_profiles(string path, string model, int status, string says = "")
    {
        Reply reply = await AskAsync(Aws.Runtime, "openai/v1/" + path, model);

        Assert.Equal(status, reply.Status);
        Assert.Contains(says, reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"background\":true", "background")]
    [InlineData("\"tools\":[{\"type\":\"web_search\"}]", "web_search")]
    public async Task Runtime_has_no_background_and_no_tools_of_its_own(string member, string named)
    {
        Reply reply = await AskAsync(Aws.Runtime, "openai/v1/responses", "us.openai.gpt-5.5", member);

        Assert.Equal(400, reply.Status);
        Assert.Contains(named, reply.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Gpt_replies_say_who_pays_and_what_was_cached()
    {
        Reply reply = await AskAsync(Aws.Mantle, "openai/v1/responses", "openai.gpt-5.6-luna");
        JsonElement details = reply.Json.GetProperty("usage").GetProperty("input_tokens_details");

        Assert.Equal("developer", reply.Json.GetProperty("billing").GetProperty("payer").GetString());
        Assert.Matches("^resp_[a-z2-7]{52}$", reply.Json.GetProperty("id").GetString());
        Assert.Equal("openai.gpt-5.6-luna", reply.Json.GetProperty("model").GetString());
        Assert.Equal(0, details.GetProperty("cache_write_tokens").GetInt64());
        Assert.NotEqual("", reply.Header("x-amzn-requestid"));
        Assert.Equal(reply.Header("x-request-id"), Aws.Mantle.Calls[^1].RequestId);
        Assert.DoesNotContain(reply.Headers, h => h.Key.StartsWith("x-ratelimit", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_weights_send_no_field_that_was_not_recorded(bool stream)
    {
        const string kind = "recordings/ruby_llm/bedrock-mantle.openai-responses.";
        HashSet<string> real =
        [
            .. Directory.GetFiles(SharedFolder.Find(kind + "whole")).SelectMany(f => Recorded(f, false)),
            .. stream ? Directory.GetFiles(SharedFolder.Find(kind + "stream")).SelectMany(f => Recorded(f, true)) : [],
        ];
        string more = stream ? "\"stream\":true" : "\"stream\":false";
        Reply reply = await AskAsync(Aws.Mantle, "v1/responses", "openai.gpt-oss-20b", more);

        Assert.Equal("", string.Join(' ', FieldPaths.Of(reply.Text, stream).Distinct().Except(real)));
        Assert.Matches("\"created_at\":[0-9]+\\.0,", reply.Text);
    }

    [Fact]
    public async Task Open_weights_stream_without_event_names_and_think_aloud()
    {
        Reply reply = await AskAsync(Aws.Mantle, "v1/responses", "openai.gpt-oss-20b", "\"stream\":true");
        List<string?> types = [.. reply.Events.Select(e => e.GetProperty("type").GetString())];

        Assert.DoesNotContain("event:", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", reply.Text, StringComparison.Ordinal);
        Assert.Equal("response.reasoning_part.added", types[3]);
        Assert.Equal("response.completed", types[^1]);
        Assert.Equal(
            Enumerable.Range(0, types.Count),
            reply.Events.Select(e => e.GetProperty("sequence_number").GetInt32())
        );
    }

    [Fact]
    public async Task A_failed_stream_of_open_weights_fails_in_its_own_accent()
    {
        Aws.Mantle.Faults.Enqueue(new() { Kind = FaultKind.FailedEvent, AfterEvents = 2 }, c => c.AttemptId == "fails");
        Reply reply = await AskAsync(Aws.Mantle, "v1/responses", "openai.gpt-oss-20b", "\"stream\":true", "fails");

        Assert.Equal("response.failed", reply.Events[^1].GetProperty("type").GetString());
        Assert.DoesNotContain("event:", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Throttling_is_in_the_words_of_aws_and_without_advice()
    {
        Aws.Runtime.Faults.Enqueue(Fault.Status(429), c => c.AttemptId == "throttled");
        Reply reply = await AskAsync(Aws.Runtime, "openai/v1/responses", "us.openai.gpt-5.5", attempt: "throttled");

        Assert.Equal(429, reply.Status);
        Assert.StartsWith("ThrottlingException", reply.Header("x-amzn-errortype"), StringComparison.Ordinal);
        Assert.StartsWith("""{"message":""", reply.Text, StringComparison.Ordinal);
        Assert.Equal("", reply.Header("retry-after"));
    }

    [Fact]
    public async Task The_scope_of_a_profile_is_part_of_its_price()
    {
        // 8 tokens in: 3 for the message, 5 for "abcdefghijklmnopqrst"; 4 out.
        foreach (string scope in (string[])["global", "us", "eu"])
        {
            await AskAsync(
                Aws.Runtime,
                "openai/v1/responses",
                scope + ".openai.gpt-5.6-sol",
                "\"max_output_tokens\":4",
                "priced-" + scope,
                "abcdefghijklmnopqrst"
            );
        }

        Assert.Equal(
            [("priced-global", 160_000_000), ("priced-us", 176_000_000), ("priced-eu", 176_000_000)],
            Aws.Runtime.Invoice()
                .Calls.Where(c => c.AttemptId?.StartsWith("priced-", StringComparison.Ordinal) == true)
                .Select(c => (c.AttemptId!, (int)c.Pico))
        );
        Assert.Contains(Aws.Runtime.Invoice().Lines, l => l.Model == "eu.openai.gpt-5.6-sol");
    }

    [Fact]
    public async Task What_is_written_to_the_cache_is_reported_and_billed_by_itself()
    {
        string text = new('x', 8_000); // 2 000 tokens and 3
        const string model = "global.openai.gpt-5.6-terra";
        await using SandboxClouds own = await AwsClouds.StartAsync();
        foreach (string attempt in (string[])["cold", "warm"])
        {
            await AskAsync(own.Aws.Runtime, "openai/v1/responses", model, attempt: attempt, text: text);
        }

        var usages = own.Aws.Runtime.Invoice().Calls.Select(c => c.Usage).ToList();
        Assert.Equal([(0L, 1_920L), (1_920L, 0L)], usages.Select(u => (u.Cached, u.Written)));
        Assert.Equal(
            1_920 * 2_500_000L,
            (long)own.Aws.Runtime.Invoice().Lines.Single(l => l.Meter == "cache-write").Pico
        );
    }

    [Fact]
    public async Task Https_is_for_the_hosts_and_not_for_who_gives_out_credentials()
    {
        await using SandboxClouds own = await SandboxClouds.StartAsync(
            new() { Clouds = AwsClouds.Hosts, Https = true },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(("https", "https"), (own.Aws.Runtime.Address.Scheme, own.Aws.Mantle.Address.Scheme));
        Assert.Equal("http", own.Aws.Identity.Address.Scheme);
        Assert.Equal(["bedrock-runtime", "bedrock-mantle"], own.All.Select(c => c.Name));
    }

    [Fact]
    public async Task Models_are_listed_under_both_prefixes_and_not_on_runtime()
    {
        Reply one = await AskAsync(Aws.Mantle, "v1/models", null);
        Reply other = await AskAsync(Aws.Mantle, "openai/v1/models", null);

        Assert.Equal(one.Text, other.Text);
        Assert.Contains(
            one.Json.GetProperty("data").EnumerateArray(),
            m => m.GetProperty("id").GetString() == "openai.gpt-oss-120b"
        );
        Assert.Equal(200, (await AskAsync(Aws.Mantle, "v1/models/openai.gpt-5.5", null)).Status);
        Assert.Equal(404, (await AskAsync(Aws.Runtime, "openai/v1/models", null)).Status);
    }

    [Fact]
    public async Task Stored_responses_are_found_again_with_either_engine()
    {
        Reply made = await AskAsync(Aws.Mantle, "v1/responses", "openai.gpt-oss-20b");
        string id = made.Json.GetProperty("id").GetString()!;

        Assert.Equal(made.Text, (await AskAsync(Aws.Mantle, "v1/responses/" + id, null)).Text);
        string previous = $"\"previous_response_id\":\"{id}\"";
        Assert.Equal(200, (await AskAsync(Aws.Mantle, "v1/responses", "openai.gpt-oss-20b", previous)).Status);
    }

    private static async Task<Reply> AskAsync(
        SandboxCloud cloud,
        string path,
        string? model,
        string? more = null,
        string attempt = "",
        string text = "hello"
    )
    {
        string member = more is null ? "" : "," + more;
        string ask = path.EndsWith("completions", StringComparison.Ordinal)
            ? $"\"messages\":[{{\"role\":\"user\",\"content\":\"{text}\"}}]"
            : $"\"input\":\"{text}\"";
        string? body = model is null ? null : $"{{\"model\":\"{model}\",{ask}{member}}}";
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(
            body is null ? HttpMethod.Get : HttpMethod.Post,
            new Uri(cloud.Address, path)
        );
        message.Headers.Authorization = new("Bearer", cloud.Key);
        message.Headers.Add("x-client-request-id", attempt);
        message.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.SendAsync(message, TestContext.Current.CancellationToken);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, response.Headers, bytes);
    }

    private static IEnumerable<string> Recorded(string file, bool stream)
    {
        JsonElement response = JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(file)).GetProperty("response");
        return FieldPaths
            .Of(Encoding.UTF8.GetString(response.GetProperty("bodyBase64").GetBytesFromBase64()), stream)
            .SelectMany(p => (string[])[p, "/response" + p]);
    }
}
