using System.Text;
using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Clients;

/// <summary>The npm package openai, in its newest version and in the last one before it, as OpenAI and as AzureOpenAI.</summary>
public sealed class NpmTests
{
    /// <summary>Package, class and URL form.</summary>
    public static TheoryData<string, string, string> Clients { get; } =
        new()
        {
            { "openai", "OpenAI", Comparison.OpenAi },
            { "openai", "OpenAI", Comparison.AzureV1 },
            { "openai", "AzureOpenAI", Comparison.AzureClassic },
            { "openai-6", "OpenAI", Comparison.OpenAi },
            { "openai-6", "AzureOpenAI", Comparison.AzureClassic },
        };

    /// <summary>The same for Responses, which Azure has on its v1 form alone.</summary>
    public static TheoryData<string, string, string> ResponsesClients { get; } =
        new()
        {
            { "openai", "OpenAI", Comparison.OpenAi },
            { "openai", "AzureOpenAI", Comparison.AzureV1 },
            { "openai", "OpenAI", Comparison.Runtime },
            { "openai", "OpenAI", Comparison.Mantle },
            { "openai-6", "OpenAI", Comparison.OpenAi },
            { "openai-6", "OpenAI", Comparison.Runtime },
            { "openai-6", "AzureOpenAI", Comparison.AzureV1 },
        };

    [Theory, MemberData(nameof(Clients))]
    public async Task C1_C2_C3_C11_C20_Text(string package, string client, string form)
    {
        var said = await SameAsync("chat", package, client, form);
        Assert.Contains("🦊", said.GetProperty("helper").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, UsageChunks("silent"));
        Assert.Equal(1, UsageChunks("wanted"));
        Assert.Equal(0, UsageChunks("unwanted"));

        int UsageChunks(string way) =>
            said.GetProperty(way)
                .EnumerateArray()
                .Count(static chunk =>
                    chunk.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object
                );
    }

    [Theory, MemberData(nameof(Clients))]
    public async Task C8_C22_Tools(string package, string client, string form)
    {
        var said = await SameAsync("tools", package, client, form);
        Assert.Equal(2, said.GetProperty("two").GetProperty("calls").GetArrayLength());
        Assert.Equal(2, said.GetProperty("twoStreamed").GetProperty("calls").GetArrayLength());
    }

    [Theory, MemberData(nameof(Clients))]
    public Task Schemas_and_images(string package, string client, string form) =>
        SameAsync("content", package, client, form);

    [Theory, MemberData(nameof(Clients))]
    public Task Embeddings_in_base64_and_as_numbers(string package, string client, string form) =>
        SameAsync("embeddings", package, client, form);

    [Theory, MemberData(nameof(ResponsesClients))]
    public Task R12_R13_R14_Responses_with_reasoning(string package, string client, string form) =>
        SameAsync("responses", package, client, form);

    [Theory]
    [InlineData("openai")]
    [InlineData("openai-6")]
    public async Task Models_and_errors(string package)
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        comparison.Cloud.Faults.Enqueue(Prenup.Sandbox.Faults.Fault.Status(429, null, ("retry-after", "1")));

        var said = JsonDocument.Parse(await Node.RunAsync("errors", package, "OpenAI", comparison.Through)).RootElement;

        Assert.Contains("gpt-5.5", said.GetProperty("models").GetRawText(), StringComparison.Ordinal);
        Assert.InRange(said.GetProperty("waitedMs").GetInt32(), 900, 30_000);
        Assert.Equal("AuthenticationError 401 invalid_api_key", Fault("key"));
        Assert.Equal("NotFoundError 404 model_not_found", Fault("model"));
        Assert.Equal("NotFoundError 404 not_found", Fault("stored"));
        Assert.Equal(2, comparison.Cloud.Calls.Count);

        string Fault(string name)
        {
            var fault = said.GetProperty(name);
            return $"{fault.GetProperty("type")} {fault.GetProperty("status")} {fault.GetProperty("code")}";
        }
    }

    private static async Task<JsonElement> SameAsync(string script, string package, string client, string form)
    {
        await using var comparison = await Comparison.StartAsync(form);
        var said = await comparison.AssertSameAsync(seat => Node.RunAsync(script, package, client, seat));
        return JsonDocument.Parse(Encoding.UTF8.GetBytes(said)).RootElement;
    }
}
