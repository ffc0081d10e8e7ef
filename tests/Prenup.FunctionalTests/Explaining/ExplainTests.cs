using System.Text.Json;
using Prenup.Commands;
using Prenup.Core.Ledger;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Explaining;

/// <summary>Where a request would go and why, from a running gateway, its configuration, or what was.</summary>
public sealed class ExplainTests
{
    private static readonly string Chat = Requests.Chat(stream: false);

    [Fact]
    public async Task A_running_gateway_says_who_rests_and_asks_nobody()
    {
        await using var gateway = await TestGateway.StartAsync(more: $"admin: {{ key: env:ADMIN }}");
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "500")));
        using var client = new TestClient(gateway.Address);
        using var served = await client.PostAsync(Requests.ChatPath, Chat);
        Assert.Equal("azure", served.Headers.GetValues("x-prenup-offer").Single());

        using var admin = new TestClient(gateway.Address, TestGateway.AdminKey);
        using var response = await admin.PostAsync("/admin/explain/openai-chat?key=one", Chat);
        var explanation = await TestClient.JsonAsync(response);

        Assert.Equal(JsonValueKind.Null, explanation.GetProperty("refused").ValueKind);
        var offers = explanation.GetProperty("offers").EnumerateArray().ToList();
        Assert.Equal(["azure", "direct"], offers.Select(static offer => offer.GetProperty("offer").GetString()));
        Assert.Equal(1, offers[0].GetProperty("place").GetInt32());
        Assert.StartsWith("rests until", offers[1].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, gateway.Clouds.All.Sum(static cloud => cloud.Calls.Count));
        Assert.Equal(2, (await gateway.AttemptsAsync()).Count);
    }

    [Theory]
    [InlineData("one", "nope", "model_not_found")]
    [InlineData("nobody", "gpt-4.1-mini", null)]
    [InlineData("one", "text-embedding-3-small", null)]
    public async Task What_would_be_refused_is_said(string key, string model, string? code)
    {
        await using var gateway = await TestGateway.StartAsync(more: $"admin: {{ key: env:ADMIN }}");
        using var admin = new TestClient(gateway.Address, TestGateway.AdminKey);
        using var response = await admin.PostAsync($"/admin/explain/openai-chat?key={key}", Requests.Chat(model));

        Assert.Equal(key == "nobody" ? 404 : 200, (int)response.StatusCode);
        if (code is not null)
        {
            var refused = (await TestClient.JsonAsync(response)).GetProperty("refused");
            Assert.Equal(code, refused.GetProperty("code").GetString());
        }
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task A_virtual_key_may_not_ask_for_others()
    {
        await using var gateway = await TestGateway.StartAsync(more: $"admin: {{ key: env:ADMIN }}");
        using var client = new TestClient(gateway.Address);
        using var response = await client.PostAsync("/admin/explain/openai-chat?key=two", Chat);

        Assert.Equal(401, (int)response.StatusCode);
    }

    [Fact]
    public async Task The_command_asks_the_gateway_or_the_configuration_alone()
    {
        await using var gateway = await TestGateway.StartAsync(more: $"admin: {{ key: env:ADMIN }}");
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "500")));
        using var client = new TestClient(gateway.Address);
        using var served = await client.PostAsync(Requests.ChatPath, Chat);
        var exchange = served.Headers.GetValues("x-prenup-exchange").Single();

        var live = await RunAsync(
            "explain",
            "--model",
            "gpt-4.1-mini",
            "--gateway",
            $"{gateway.Address}",
            "--data",
            gateway.Folder
        );
        Assert.Equal(0, live.Code);
        Assert.Contains("rests until", live.Output, StringComparison.Ordinal);

        var nothing = await RunAsync("explain", "--model", "gpt-4.1-mini", "--data", gateway.Folder);
        Assert.Equal(3, nothing.Code);

        await gateway.AttemptsAsync();
        var was = await RunAsync("explain", exchange, "--data", gateway.Folder);
        Assert.Equal(0, was.Code);
        Assert.Matches(@"(?s)1 +direct.*429.*rate.*unbilled.*2 +azure.*200.*completed.*settled", was.Output);
        Assert.Equal(1, (await RunAsync("explain", new LedgerId(1).ToString(), "--data", gateway.Folder)).Code);
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(
            arguments,
            static name => name == "PRENUP_ADMIN_KEY" ? TestGateway.AdminKey : null,
            output,
            error,
            TestContext.Current.CancellationToken
        );
        return (code, output.ToString());
    }
}
