using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class EmbeddingsTests
{
    private const string Path = "v1/embeddings";

    [Fact]
    public async Task Base64_and_floats_are_the_same_unit_vector()
    {
        await using Client client = await Client.StartAsync();
        const string ask = """{"model":"text-embedding-3-small","input":"hello","dimensions":256""";
        Reply floats = await client.OpenAiAsync(Path, ask + "}");
        Reply base64 = await client.OpenAiAsync(Path, ask + ",\"encoding_format\":\"base64\"}");

        float[] read = [.. Vector(floats, 0).EnumerateArray().Select(v => v.GetSingle())];
        float[] decoded = [.. MemoryMarshal.Cast<byte, float>(Vector(base64, 0).GetBytesFromBase64())];
        Assert.Equal(256, read.Length);
        Assert.Equal(read, decoded);
        Assert.Equal(1, read.Sum(v => (double)v * v), 4);
    }

    [Theory]
    [InlineData("""["one","two"]""", 2, 2)]
    [InlineData("[1,2,3]", 1, 3)]
    [InlineData("[[1,2,3],[4]]", 2, 4)]
    public async Task Each_form_of_input_is_counted(string input, int vectors, long tokens)
    {
        await using Client client = await Client.StartAsync();
        Reply reply = await client.OpenAiAsync(Path, $$"""{"model":"text-embedding-3-large","input":{{input}}}""");

        Assert.Equal(vectors, reply.Json.GetProperty("data").GetArrayLength());
        Assert.Equal(3_072, Vector(reply, 0).GetArrayLength());
        Assert.Equal(tokens, reply.Json.GetProperty("usage").GetProperty("prompt_tokens").GetInt64());
        Assert.Equal(tokens * 130_000, (long)client.OpenAi.Invoice().TotalPico);
    }

    private static JsonElement Vector(Reply reply, int index) =>
        reply.Json.GetProperty("data")[index].GetProperty("embedding");
}
