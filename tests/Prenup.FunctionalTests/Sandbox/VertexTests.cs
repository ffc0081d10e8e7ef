using System.ClientModel;
using System.Text.Json;
using OpenAI.Responses;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Tokens;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class VertexTests
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    private const string Location = "v1/projects/sandbox-project/locations/global/";
    private const string Responses = Location + "publishers/openai/v1/responses";
    private const string OpenChat = Location + "endpoints/openapi/chat/completions";
    private const string Ask = """{"model":"gpt-6-luna","input":"hi"}""";

    [Fact]
    public async Task OpenAIs_library_talks_to_it_with_a_token_of_Googles()
    {
        await using Bearing bearing = await Bearing.StartAsync("vertex");
        var client = new ResponsesClient(
            new ApiKeyCredential(Token(bearing)),
            new ResponsesClientOptions
            {
                Endpoint = new Uri(bearing.Clouds.Vertex.Address, Location + "publishers/openai/v1"),
            }
        );
        ResponseResult whole = await client.CreateResponseAsync(
            "gpt-6.1-sol",
            "Why is the sky blue?",
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Contains("simulated", whole.GetOutputText(), StringComparison.Ordinal);
        Assert.Equal("gpt-6.1-sol", whole.Model);
        Assert.Equal(whole.Usage.TotalTokenCount, Assert.Single(bearing.Clouds.Vertex.Invoice().Calls).Usage.Total);
        Assert.True(bearing.Clouds.Vertex.Invoice().TotalPico > 0);
    }

    [Fact]
    public async Task A_token_that_is_unknown_expired_or_too_narrow_is_refused_in_Googles_words()
    {
        await using Bearing bearing = await Bearing.StartAsync("vertex");
        TokenBook tokens = bearing.Clouds.Google.Tokens;
        string narrow = tokens.Issue("test", scope: "https://www.googleapis.com/auth/devstorage.read_only").Value;
        tokens.Lifetime = TimeSpan.FromSeconds(1);
        string brief = Token(bearing);
        await Eventually.HoldsAsync(() => tokens.Find(brief) is null, "the brief token expires");

        Reply none = await bearing.SendAsync(bearing.Clouds.Vertex, Responses, Ask, null);
        Reply expired = await bearing.SendAsync(bearing.Clouds.Vertex, Responses, Ask, brief);
        Reply denied = await bearing.SendAsync(bearing.Clouds.Vertex, Responses, Ask, narrow);

        Assert.Equal((401, "UNAUTHENTICATED"), Refusal(none));
        Assert.Equal((401, "UNAUTHENTICATED"), Refusal(expired));
        Assert.Equal((403, "PERMISSION_DENIED"), Refusal(denied));
        Assert.Contains("ACCESS_TOKEN_EXPIRED", expired.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_project_and_strange_headers_are_refused()
    {
        await using Bearing bearing = await Bearing.StartAsync("vertex");
        string other = Responses.Replace("sandbox-project", "other", StringComparison.Ordinal);
        Reply project = await bearing.SendAsync(bearing.Clouds.Vertex, other, Ask, Token(bearing));
        Reply header = await bearing.SendAsync(
            bearing.Clouds.Vertex,
            Responses,
            Ask,
            Token(bearing),
            ("OpenAI-Organization", "org")
        );

        Assert.Equal((403, "PERMISSION_DENIED"), Refusal(project));
        Assert.Equal((400, "INVALID_ARGUMENT"), Refusal(header));
    }

    [Fact]
    public async Task Only_Responses_are_spoken_and_an_unknown_model_is_told_in_OpenAIs_words()
    {
        await using Bearing bearing = await Bearing.StartAsync("vertex");
        const string chat = Location + "publishers/openai/v1/chat/completions";
        Reply path = await bearing.SendAsync(bearing.Clouds.Vertex, chat, Ask, Token(bearing));
        Reply prefixed = await bearing.SendAsync(
            bearing.Clouds.Vertex,
            Responses,
            """{"model":"openai.gpt-6-luna","input":"hi"}""",
            Token(bearing)
        );

        Assert.Equal((404, "NOT_FOUND"), Refusal(path));
        Assert.Equal("model_not_found", prefixed.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Open_weights_are_asked_by_chat_and_show_their_thoughts()
    {
        await using Bearing bearing = await Bearing.StartAsync("vertex");
        Reply reply = await bearing.SendAsync(
            bearing.Clouds.Vertex,
            OpenChat,
            """{"model":"openai/gpt-oss-120b-maas","max_tokens":400,"messages":[{"role":"user","content":"hi"}]}""",
            Token(bearing)
        );

        JsonElement message = reply.Json.GetProperty("choices")[0].GetProperty("message");
        Assert.StartsWith(
            "Let me think.",
            message.GetProperty("reasoning_content").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal("openai/gpt-oss-120b-maas", reply.Json.GetProperty("model").GetString());
        Assert.Equal("gpt-oss-120b", Assert.Single(bearing.Clouds.Vertex.Calls).Model);
    }

    [Fact]
    public async Task A_fault_without_a_body_speaks_as_Google_does()
    {
        await using Bearing bearing = await Bearing.StartAsync("vertex");
        bearing.Clouds.Vertex.Faults.Enqueue(Fault.Status(401));
        Reply reply = await bearing.SendAsync(bearing.Clouds.Vertex, Responses, Ask, Token(bearing));

        Assert.Equal((401, "UNAUTHENTICATED"), Refusal(reply));
    }

    private static string Token(Bearing bearing) => bearing.Clouds.Google.Tokens.Issue("test", scope: Scope).Value;

    private static (int, string?) Refusal(Reply reply) =>
        (reply.Status, reply.Json.GetProperty("error").GetProperty("status").GetString());
}
