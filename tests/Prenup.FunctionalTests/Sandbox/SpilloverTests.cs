using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>No recording of spill-over exists: these shapes are Microsoft's documentation.</summary>
public sealed class SpilloverTests
{
    private const string Path = "openai/v1/chat/completions";
    private const string Chat = """{"model":"gpt-55-ptu","messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task A_full_deployment_answers_429_until_it_has_room_again()
    {
        await using Client client = await Client.StartAsync();
        client.Clouds.AzureLoad.Saturate("gpt-55-ptu");
        Reply full = await client.AzureAsync(Path, Chat);
        client.Clouds.AzureLoad.Relieve("gpt-55-ptu");
        Reply relieved = await client.AzureAsync(Path, Chat);

        Assert.Equal(429, full.Status);
        Assert.Equal(("1", "350"), (full.Header("retry-after"), full.Header("retry-after-ms")));
        Assert.Equal(200, relieved.Status);
        Assert.Equal("false", relieved.Header("x-ms-is-spilled-over"));
    }

    [Fact]
    public async Task A_full_deployment_spills_over_to_its_own_choice_and_says_so()
    {
        await using Client client = await Client.StartAsync();
        client.Clouds.AzureLoad.Saturate("gpt-55-ptu", spillTo: "gpt-55-payg");
        Reply spilled = await client.AzureAsync(Path, Chat);

        Assert.Equal(200, spilled.Status);
        Assert.Equal("true", spilled.Header("x-ms-is-spilled-over"));
        Assert.Equal("gpt-55-ptu", spilled.Header("x-ms-spillover-from-deployment"));
        Assert.Equal("gpt-55-payg", spilled.Header("x-ms-deployment-name"));
    }

    [Theory]
    [InlineData("gpt-55-payg", 200)]
    [InlineData("no-such-deployment", 429)]
    public async Task A_caller_that_names_a_deployment_is_obeyed_and_seen(string target, int status)
    {
        await using Client client = await Client.StartAsync();
        client.Clouds.AzureLoad.Saturate("gpt-55-ptu");
        Reply reply = await client.SendAsync(
            client.Azure,
            Path,
            Chat,
            m =>
            {
                m.Headers.Add("api-key", client.Azure.Key);
                m.Headers.Add("x-ms-spillover-deployment", target);
            }
        );

        Assert.Equal(status, reply.Status);
        Assert.Equal(target, Assert.Single(client.Azure.Calls).Header("x-ms-spillover-deployment"));
        Assert.Equal(
            status == 200 ? "" : "The spillover deployment cannot serve the request.",
            reply.Header("x-ms-spillover-error")
        );
    }

    [Fact]
    public async Task A_second_key_is_accepted_while_keys_are_rotated()
    {
        await using Client client = await Client.StartAsync();
        SandboxCloud azure = client.Azure;
        azure.Keys.Add("second");
        Reply both = await client.AzureAsync(Path, Chat, key: "second");
        azure.Keys.Remove(azure.Key);
        Reply first = await client.AzureAsync(Path, Chat);

        Assert.Equal((200, 401), (both.Status, first.Status));
    }
}
