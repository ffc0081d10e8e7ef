using System.Net;
using Prenup.FunctionalTests.Failover;
using Xunit;

namespace Prenup.FunctionalTests.Stored;

/// <summary>What a cloud stores belongs to the project that made it, and to nobody else.</summary>
public sealed class StoredResponseTests
{
    private static readonly string[] Suffixes = ["", "/cancel", "/input_items"];

    [Fact]
    public async Task R12_A_continuation_goes_to_the_offer_that_holds_the_response()
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        await gateway.Clouds.OpenAi.StopListeningAsync();
        var id = await MakeAsync(client); // at Azure
        await gateway.Clouds.OpenAi.ListenAsync(TestContext.Current.CancellationToken);

        using var next = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses("gpt-4.1-mini", $"\"previous_response_id\":\"{id}\"")
        );

        Assert.True(next.IsSuccessStatusCode, await TestClient.TextAsync(next));
        Assert.Equal("azure", next.Headers.GetValues("x-prenup-offer").Single());
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task R12_A_continuation_fails_rather_than_go_without_its_context()
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        var id = await MakeAsync(client);
        await gateway.Clouds.OpenAi.StopListeningAsync();

        using var next = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses("gpt-4.1-mini", $"\"previous_response_id\":\"{id}\"")
        );

        Assert.Equal(HttpStatusCode.BadGateway, next.StatusCode);
        Assert.Empty(gateway.Clouds.Azure.Calls);
    }

    [Fact]
    public async Task A_stored_response_is_its_projects_own_also_after_a_restart()
    {
        await using var clouds = await Prenup.Sandbox.SandboxClouds.StartAsync(new(), CancellationToken.None);
        var folder = Directory.CreateTempSubdirectory("prenup-stored-").FullName;
        var first = await TestGateway.StartAsync(clouds: clouds, folder: folder);
        string id;
        using (var client = new TestClient(first.Address))
        {
            id = await MakeAsync(client);
            await OnlyMineAsync(first, id);
        }
        await first.StopAsync();

        var second = await TestGateway.StartAsync(clouds: clouds, folder: folder);
        await OnlyMineAsync(second, id);
        using (var client = new TestClient(second.Address))
        {
            using var deleted = await DeleteAsync(client, id);
            Assert.True(deleted.IsSuccessStatusCode, await TestClient.TextAsync(deleted));
            using var gone = await client.GetAsync($"{Requests.ResponsesPath}/{id}");
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
        await second.StopAsync();

        var third = await TestGateway.StartAsync(clouds: clouds, folder: folder);
        using (var client = new TestClient(third.Address))
        {
            using var gone = await client.GetAsync($"{Requests.ResponsesPath}/{id}");
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
        await third.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_streamed_response_is_stored_like_a_whole_one_and_an_unstored_one_is_not()
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);

        using var streamed = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses("gpt-4.1-mini", "\"stream\":true")
        );
        var id = (await StreamedReply.ReadAsync(streamed)).Ids.Single(static id =>
            id.StartsWith("resp_", StringComparison.Ordinal)
        );
        using var kept = await client.GetAsync($"{Requests.ResponsesPath}/{id}");
        Assert.True(kept.IsSuccessStatusCode, await TestClient.TextAsync(kept));

        using var unstored = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses("gpt-4.1-mini", "\"store\":false")
        );
        id = (await TestClient.JsonAsync(unstored)).GetProperty("id").GetString();
        using var missing = await client.GetAsync($"{Requests.ResponsesPath}/{id}");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    // Everything for its maker; for the other project it does not exist, and no cloud is asked.
    private static async Task OnlyMineAsync(TestGateway gateway, string id)
    {
        using var mine = new TestClient(gateway.Address);
        using var others = new TestClient(gateway.Address, TestGateway.OtherKey);
        foreach (var suffix in Suffixes)
        {
            var path = $"{Requests.ResponsesPath}/{id}{suffix}";
            using var answered = suffix == "/cancel" ? await mine.PostAsync(path, "") : await mine.GetAsync(path);
            Assert.NotEqual(HttpStatusCode.NotFound, answered.StatusCode);

            var calls = gateway.Clouds.OpenAi.Calls.Count;
            using var refused = suffix == "/cancel" ? await others.PostAsync(path, "") : await others.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            Assert.Equal(calls, gateway.Clouds.OpenAi.Calls.Count);
        }
        using var kept = await DeleteAsync(others, id);
        Assert.Equal(HttpStatusCode.NotFound, kept.StatusCode);
        var before = gateway.Clouds.OpenAi.Calls.Count;
        using var taken = await others.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses("gpt-5.5", $"\"previous_response_id\":\"{id}\"")
        );
        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        Assert.Equal(before, gateway.Clouds.OpenAi.Calls.Count);
    }

    private static async Task<string> MakeAsync(TestClient client)
    {
        using var made = await client.PostAsync(Requests.ResponsesPath, Requests.Responses("gpt-4.1-mini"));
        Assert.True(made.IsSuccessStatusCode, await TestClient.TextAsync(made));
        return (await TestClient.JsonAsync(made)).GetProperty("id").GetString()!;
    }

    private static Task<HttpResponseMessage> DeleteAsync(TestClient client, string id) =>
        client.SendAsync(
            new HttpRequestMessage(HttpMethod.Delete, $"{Requests.ResponsesPath}/{id}"),
            TestContext.Current.CancellationToken
        );
}
