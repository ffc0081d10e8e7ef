using Prenup.Core.Keys;
using Prenup.Stores.Keys;
using Xunit;

namespace Prenup.FunctionalTests.Keys;

/// <summary>A key's life at a running gateway: made, rotated with overlap, expired, revoked.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task A_rotated_key_and_the_one_before_both_work_until_the_overlap_ends()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var store = KeyStore.Open(gateway.Folder, TimeProvider.System, by: "tester");
        var first = store.Create(new NewKey("made", "one")).Reveal();
        var second = store.Rotate("made", TimeSpan.FromHours(1))!.Reveal();
        gateway.Host.LoadKeys();
        Assert.Equal((200, 200), (await AskAsync(gateway, first), await AskAsync(gateway, second)));

        var third = store.Rotate("made", TimeSpan.FromTicks(1))!.Reveal();
        gateway.Host.LoadKeys();
        Assert.Equal(
            (401, 401, 200),
            (await AskAsync(gateway, first), await AskAsync(gateway, second), await AskAsync(gateway, third))
        );
        store.Revoke("made");
        gateway.Host.LoadKeys();
        Assert.Equal(401, await AskAsync(gateway, third));
        Assert.Null(store.Rotate("made", TimeSpan.FromHours(1)));
        Assert.Equal(["create", "rotate", "rotate", "revoke"], store.Audit().Select(static entry => entry.Action));
        Assert.All(store.Audit(), static entry => Assert.Equal("tester", entry.By));
        string[] all = [first, second, third];
        Assert.DoesNotContain(
            store.Audit(),
            entry => all.Any(key => entry.Detail.Contains(key[8..], StringComparison.Ordinal))
        );
        Assert.All((await gateway.AttemptsAsync()), static row => Assert.Equal("made", row.Opened.Key));
    }

    [Fact]
    public async Task An_expired_key_is_told_so()
    {
        const string text = "pn-test-key-of-last-year";
        var declared = $$"""
              old: { hash: "{{KeyHash.Of(text)}}", project: one, expires: 2025-01-01 }
            """;
        await using var gateway = await TestGateway.StartAsync(keys: declared);
        using var client = new TestClient(gateway.Address, text);
        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: false));

        Assert.Equal(401, (int)response.StatusCode);
        var error = (await TestClient.JsonAsync(response)).GetProperty("error");
        Assert.Equal("expired_api_key", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_last_use_is_written_down_at_the_latest_when_the_gateway_ends()
    {
        var folder = Directory.CreateTempSubdirectory("prenup-test-").FullName;
        await using (var gateway = await TestGateway.StartAsync(folder: folder))
        {
            using var store = KeyStore.Open(folder, TimeProvider.System);
            var used = store.Create(new NewKey("used", "one")).Reveal();
            store.Create(new NewKey("unused", "one"));
            gateway.Host.LoadKeys();
            Assert.Equal(200, await AskAsync(gateway, used));
        }
        using (var store = KeyStore.Open(folder, TimeProvider.System))
        {
            Assert.Equal([false, true], store.List().Select(static key => key.LastUsed is not null));
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<int> AskAsync(TestGateway gateway, string key)
    {
        using var client = new TestClient(gateway.Address, key);
        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: false));
        return (int)response.StatusCode;
    }
}
