using System.Net;
using Prenup.Sandbox;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Reloading;

/// <summary>Names are identities: what is renamed starts fresh, and nothing else does.</summary>
public sealed class RenameTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-rename-").FullName;

    [Fact]
    public async Task A_renamed_account_starts_fresh_and_drops_nobody_s_cooldown_or_exchange()
    {
        const string models = """
            mine: { offers: [ { name: mine, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
              theirs: { offers: [ { name: theirs, account: azure, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini } ] }
            """;
        await using var gateway = await FollowedGateway.StartAsync(
            _folder,
            clouds => FollowedGateway.Yaml(clouds, models: models)
        );
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(4, TimeSpan.FromSeconds(1)));
        using var inFlight = await client.PostAsync(Requests.ChatPath, Requests.Chat("mine"));
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "3600")));
        gateway.Clouds.Azure.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "3600")));
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("mine"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("theirs"));

        var renamed = models.Replace("account: openai", "account: openai-two");
        await gateway.WriteAsync(FollowedGateway.Yaml(gateway.Clouds, "openai-two", renamed));
        Assert.True(gateway.Host.Reload.ReadNow("of a test"));
        Assert.Equal(HttpStatusCode.OK, await client.AskAsync("mine"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("theirs"));
        Assert.True((await StreamedReply.ReadAsync(inFlight)).Ended);
    }

    [Fact]
    public async Task A_key_keeps_its_counter_under_its_name_and_starts_fresh_under_another()
    {
        var strict = (SandboxClouds clouds) =>
            FollowedGateway.Yaml(clouds).Replace("project: one }", "project: one, limits: { concurrent: 1 } }");
        await using var gateway = await FollowedGateway.StartAsync(_folder, strict);
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(4, TimeSpan.FromSeconds(60)));
        using var inFlight = await client.PostAsync(Requests.ChatPath, Requests.Chat());
        await gateway.WriteAsync(strict(gateway.Clouds) + "\nlimits: { exchanges: 50 }");
        Assert.True(gateway.Host.Reload.ReadNow("of a test"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("gpt-4.1-mini"));
        await gateway.WriteAsync(strict(gateway.Clouds).Replace("{ one: { hash", "{ two: { hash"));
        Assert.True(gateway.Host.Reload.ReadNow("of a test"));
        Assert.Equal(HttpStatusCode.OK, await client.AskAsync("gpt-4.1-mini"));
    }

    [Fact]
    public async Task Reasoning_that_a_renamed_account_made_goes_on()
    {
        const string models =
            "gpt-5.5: { offers: [ { name: direct, account: openai, model: gpt-5.5, price: openai/gpt-5.5 } ] }";
        await using var gateway = await FollowedGateway.StartAsync(
            _folder,
            clouds => FollowedGateway.Yaml(clouds, models: models)
        );
        using var client = new TestClient(gateway.Address);
        const string sealing = "\"store\":false,\"include\":[\"reasoning.encrypted_content\"]";
        using var made = await client.PostAsync(Requests.ResponsesPath, Requests.Responses("gpt-5.5", sealing));
        var output = (await TestClient.JsonAsync(made)).GetProperty("output");
        var item = output.EnumerateArray().First(static one => one.GetProperty("type").GetString() == "reasoning");
        var next =
            $$"""{"model":"gpt-5.5",{{sealing}},"input":[{"role":"user","content":"hi"},{{item.GetRawText()}},{"role":"user","content":"and?"}]}""";

        var renamed = models.Replace("account: openai", "account: openai-two", StringComparison.Ordinal);
        await gateway.WriteAsync(FollowedGateway.Yaml(gateway.Clouds, "openai-two", renamed));
        Assert.True(gateway.Host.Reload.ReadNow("of a test"));
        using var response = await client.PostAsync(Requests.ResponsesPath, next);
        Assert.True(response.IsSuccessStatusCode, await TestClient.TextAsync(response));
    }
}
