using System.Text;
using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>The sandbox's own API, as another process uses it.</summary>
public sealed class ControlTests
{
    private const string Ask = """{"model":"text-embedding-3-small","input":"abcdefgh"}""";

    [Fact]
    public async Task Calls_and_invoice_can_be_read()
    {
        await using Client client = await Client.StartAsync();
        await client.OpenAiAsync("v1/embeddings", Ask);

        JsonElement calls = (await client.SendAsync(client.OpenAi, "_sandbox/calls", null)).Json.GetProperty("calls");
        JsonElement call = Assert.Single(calls.EnumerateArray());
        Assert.Equal("/v1/embeddings", call.GetProperty("path").GetString());
        Assert.Equal(Ask, Encoding.UTF8.GetString(call.GetProperty("bodyBase64").GetBytesFromBase64()));
        Assert.Equal("40000", call.GetProperty("billedPico").GetString());
        Assert.Equal("Completed", call.GetProperty("end").GetString());

        JsonElement invoice = (await client.SendAsync(client.OpenAi, "_sandbox/invoice", null)).Json;
        Assert.Equal("40000", invoice.GetProperty("totalPico").GetString());
        Assert.Equal("0.00000004", invoice.GetProperty("totalUsd").GetString());
    }

    [Fact]
    public async Task Faults_can_be_set_matched_counted_and_cleared()
    {
        await using Client client = await Client.StartAsync();
        const string fault =
            """{"kind":"status","status":503,"headers":{"Retry-After":"2"},"times":2,"match":{"path":"/v1/embeddings"}}""";
        await client.SendAsync(client.OpenAi, "_sandbox/faults", fault);

        Assert.Equal(200, (await client.OpenAiAsync("v1/models", null)).Status);
        Assert.Equal("2", (await client.OpenAiAsync("v1/embeddings", Ask)).Header("Retry-After"));
        Assert.Equal(503, (await client.OpenAiAsync("v1/embeddings", Ask)).Status);
        Assert.Equal(200, (await client.OpenAiAsync("v1/embeddings", Ask)).Status);

        await client.SendAsync(client.OpenAi, "_sandbox/faults", """{"kind":"blackHole","times":9}""");
        await client.SendAsync(client.OpenAi, "_sandbox/faults", null, method: HttpMethod.Delete);
        Assert.Equal(200, (await client.OpenAiAsync("v1/embeddings", Ask)).Status);
    }

    [Fact]
    public async Task Replies_can_be_queued_and_nonsense_is_refused()
    {
        await using Client client = await Client.StartAsync();
        const string reply = """{"status":418,"headers":{"x-tea":"yes"},"bodyBase64":"AAECAw==","pieces":[1]}""";
        await client.SendAsync(client.Azure, "_sandbox/replies", reply);

        Reply got = await client.AzureAsync("anything", "{}");
        Assert.Equal((418, "yes"), (got.Status, got.Header("x-tea")));
        Assert.Equal([0, 1, 2, 3], got.Bytes);
        Assert.Equal(400, (await client.SendAsync(client.Azure, "_sandbox/faults", """{"kind":"meteor"}""")).Status);
        Assert.Equal(400, (await client.SendAsync(client.Azure, "_sandbox/nothing", null)).Status);
    }
}
