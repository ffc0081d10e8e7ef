using System.Text;
using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>Real exchanges as the oracle: whatever fields the sandbox sends, some real reply of the same kind has sent too.</summary>
public sealed class RecordingTests
{
    // Later than the recordings, or only where the request asked for it.
    private static readonly string[] Newer = ["/completed_at", "/response/completed_at"];

    [Theory]
    [InlineData("openai.openai-chat.whole", "v1/chat/completions", "messages", false)]
    [InlineData("openai.openai-chat.stream", "v1/chat/completions", "messages", true)]
    [InlineData("openai.openai-responses.whole", "v1/responses", "input", false)]
    [InlineData("openai.openai-responses.stream", "v1/responses", "input", true)]
    [InlineData("azure.openai-chat.whole", "openai/v1/chat/completions", "messages", false)]
    [InlineData("azure.openai-chat.stream", "openai/v1/chat/completions", "messages", true)]
    [InlineData("azure.openai-responses.whole", "openai/v1/responses", "input", false)]
    [InlineData("azure.openai-responses.stream", "openai/v1/responses", "input", true)]
    public async Task Every_field_has_been_seen_from_the_real_cloud(string kind, string path, string field, bool stream)
    {
        // Azure speaks the same dialect: its recordings of Responses streams call no tools, OpenAI's do.
        string[] kinds = [kind, kind.Replace("azure.", "openai.", StringComparison.Ordinal)];
        HashSet<string> real = [.. kinds.SelectMany(Bodies).SelectMany(b => FieldPaths.Of(b, stream)), .. Newer];
        await using Client client = await Client.StartAsync();
        foreach (string text in (string[])["hello", "call the tool in parallel"])
        {
            string body = Request(field, text, stream);
            Reply reply = kind.StartsWith("azure", StringComparison.Ordinal)
                ? await client.AzureAsync(path, body)
                : await client.OpenAiAsync(path, body);
            Assert.Equal(200, reply.Status);
            Assert.Equal("", string.Join(' ', FieldPaths.Of(reply.Text, stream).Distinct().Except(real)));
        }
    }

    private static string Request(string field, string text, bool stream)
    {
        const string function =
            "\"name\":\"f\",\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
        string usage = stream && field == "messages" ? ",\"stream_options\":{\"include_usage\":true}" : "";
        string tool = field == "messages" ? "\"function\":{" + function + "}" : function;
        return $$"""
            {"model":"gpt-5.5","{{field}}":[{"role":"user","content":"{{text}}"}],"stream":{{(
                stream ? "true" : "false"
            )}}{{usage}},
             "tools":[{"type":"function",{{tool}} }]}
            """;
    }

    private static IEnumerable<string> Bodies(string kind)
    {
        string shared = Environment.GetEnvironmentVariable("PRENUP_SHARED") ?? Path.Combine(Root(), "..", "shared");
        string recordings = Path.Combine(shared, "recordings");
        Assert.SkipUnless(
            Directory.Exists(recordings),
            "the recordings are not beside the project (../shared, or PRENUP_SHARED)"
        );
        return Directory
            .GetDirectories(recordings)
            .Select(d => Path.Combine(d, kind))
            .Where(Directory.Exists)
            .SelectMany(Directory.GetFiles)
            .Select(f => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(f)).GetProperty("response"))
            .Select(r => Encoding.UTF8.GetString(r.GetProperty("bodyBase64").GetBytesFromBase64()));
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prenup.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
