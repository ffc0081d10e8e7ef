using System.Net;
using System.Text;
using Prenup.Core.Ledger;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Bedrock;

/// <summary>Through the gateway to the simulated AWS, which verifies every signature and key.</summary>
public sealed class BedrockTests
{
    [Theory]
    [InlineData(AwsWorld.OnRuntime)]
    [InlineData("by-bearer")]
    [InlineData(AwsWorld.OnMantle)]
    [InlineData("signed")]
    [InlineData("openai.gpt-oss-20b")]
    public async Task Signed_or_by_bearer_each_host_answers_both_dialects_whole_and_streamed(string model)
    {
        await using var gateway = await AwsWorld.StartAsync();
        using var client = new TestClient(gateway.Address);
        foreach (var stream in new[] { false, true })
        {
            using var chat = await client.PostAsync(Requests.ChatPath, Requests.Chat(model, stream: stream));
            var said = await TestClient.TextAsync(chat);
            Assert.True(chat.IsSuccessStatusCode, said);
            using var responses = await client.PostAsync(
                Requests.ResponsesPath,
                Requests.Responses(model, stream ? "\"stream\":true" : "")
            );
            said = await TestClient.TextAsync(responses);
            Assert.True(responses.IsSuccessStatusCode, said);
            Assert.Contains(stream ? "response.completed" : "\"completed\"", said, StringComparison.Ordinal);
        }
        await AwsWorld.AssertSettledAsync(gateway);
        Assert.All(await gateway.AttemptsAsync(), static row => Assert.Equal(AttemptState.Settled, row.State));
    }

    [Fact]
    public async Task An_edited_body_and_one_with_every_kind_of_character_is_signed_as_sent()
    {
        await using var gateway = await AwsWorld.StartAsync();
        using var client = new TestClient(gateway.Address);
        // The name is exchanged and the usage chunk asked for: three runs of bytes and two replacements.
        var body = Requests.Chat("signed", "é 漢字 🦊 \\u00e9 \\n");
        using var reply = await client.PostAsync(Requests.ChatPath, body);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        await TestClient.TextAsync(reply);
        var sent = Encoding.UTF8.GetString(Assert.Single(gateway.Clouds.Aws.Mantle.Calls).Body.Span);
        Assert.Contains("\"model\":\"openai.gpt-5.6-sol\"", sent, StringComparison.Ordinal);
        Assert.Contains("include_usage", sent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "{\"model\":\"us.openai.gpt-5.6-sol\",\"input\":\"x\",\"tools\":[{\"type\":\"web_search\"}]}",
        "responses",
        "unsupported_tool",
        "in openai-responses none of these offers has it: 'runtime'"
    )]
    [InlineData(
        "{\"model\":\"us.openai.gpt-5.6-sol\",\"messages\":[],\"web_search_options\":{}}",
        "chat/completions",
        "unsupported_tool",
        "in openai-chat none of these offers has it: 'runtime'"
    )]
    [InlineData(
        "{\"model\":\"us.openai.gpt-5.6-sol\",\"input\":\"x\",\"background\":true}",
        "responses",
        "unsupported_parameter",
        "background"
    )]
    [InlineData(
        "{\"model\":\"us.openai.gpt-5.6-sol\",\"input\":\"x\"}",
        "embeddings",
        "unsupported_api",
        "'runtime' speaks"
    )]
    [InlineData(
        "{\"model\":\"terra\",\"messages\":[]}",
        "chat/completions",
        "unsupported_api",
        "'terra' speaks openai-responses"
    )]
    public async Task What_a_host_or_model_cannot_do_is_refused_before_anything_is_sent(
        string body,
        string path,
        string code,
        string says
    )
    {
        await using var gateway = await AwsWorld.StartAsync();
        using var client = new TestClient(gateway.Address);
        using var reply = await client.PostAsync("/v1/" + path, body);
        var error = (await TestClient.JsonAsync(reply)).GetProperty("error");
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains(says, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.All(gateway.Clouds.All, static cloud => Assert.Empty(cloud.Calls));
    }

    [Fact]
    public async Task Mantle_runs_the_tools_that_runtime_does_not()
    {
        await using var gateway = await AwsWorld.StartAsync();
        using var client = new TestClient(gateway.Address);
        using var reply = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses(AwsWorld.OnMantle, "\"tools\":[{\"type\":\"web_search\"}]")
        );
        await TestClient.TextAsync(reply);
        Assert.Single(gateway.Clouds.Aws.Mantle.Calls);
    }

    [Fact]
    public async Task A_model_id_that_aws_does_not_know_is_the_gateway_s_affair()
    {
        await using var gateway = await AwsWorld.StartAsync();
        using var client = new TestClient(gateway.Address);
        using var reply = await client.PostAsync(Requests.ResponsesPath, Requests.Responses("unknown"));
        var text = await TestClient.TextAsync(reply);
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
        Assert.Contains("tell whoever runs the gateway", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gpt-9", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B2_Throttling_and_a_permission_that_is_missing_reach_the_client_as_what_they_are()
    {
        await using var gateway = await AwsWorld.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.Aws.Runtime.Faults.Enqueue(Fault.Status(429));
        using var throttled = await client.PostAsync(Requests.ResponsesPath, Requests.Responses(AwsWorld.OnRuntime));
        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.StatusCode);

        gateway.Clouds.Aws.Mantle.Faults.Enqueue(
            Fault.Status(
                403,
                """{"message":"User: arn is not authorized"}""",
                ("x-amzn-errortype", "AccessDeniedException")
            )
        );
        using var denied = await client.PostAsync(Requests.ResponsesPath, Requests.Responses("signed"));
        Assert.Equal(HttpStatusCode.BadGateway, denied.StatusCode);
        Assert.DoesNotContain("arn", await TestClient.TextAsync(denied), StringComparison.Ordinal);
        Assert.Single(gateway.Clouds.Aws.Mantle.Calls);
    }
}
