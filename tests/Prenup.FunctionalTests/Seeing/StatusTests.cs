using System.Net;
using System.Text.Json;
using Prenup.Core.Keys;
using Prenup.FunctionalTests.Security;
using Prenup.Sandbox;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>What <c>GET /admin/status</c> says.</summary>
public sealed class StatusTests
{
    private const string Admin = "admin: { key: env:ADMIN }";

    [Fact]
    public async Task Every_offer_is_shown_with_its_health_and_why_it_rests()
    {
        await using var gateway = await TestGateway.StartAsync(more: Admin);
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, headers: ("retry-after", "300")));
        using (var response = await client.PostAsync(Requests.ChatPath, Requests.Chat()))
        {
            await TestClient.TextAsync(response);
        }

        var status = await StatusAsync(gateway);

        var offers = status
            .GetProperty("offers")
            .EnumerateArray()
            .ToDictionary(static one => $"{one.GetProperty("name")}");
        Assert.Equal(7, offers.Count);
        var direct = offers["direct"];
        Assert.Equal("cooling", direct.GetProperty("health").GetString());
        Assert.Equal("rate_limit_exceeded", direct.GetProperty("reason").GetString());
        Assert.True(
            direct.GetProperty("cooling-until").GetDateTimeOffset() > status.GetProperty("now").GetDateTimeOffset()
        );
        var fault = direct.GetProperty("last-fault");
        Assert.Equal("rate", fault.GetProperty("kind").GetString());
        Assert.Equal("upstream", fault.GetProperty("blame").GetString());
        Assert.Equal(429, fault.GetProperty("cloud-status").GetInt32());
        Assert.Equal("ready", offers["azure"].GetProperty("health").GetString());
        Assert.Equal(JsonValueKind.Null, offers["azure"].GetProperty("last-fault").ValueKind);
        var account = status
            .GetProperty("accounts")
            .EnumerateArray()
            .First(static one => $"{one.GetProperty("name")}" == "openai");
        Assert.Equal(1, account.GetProperty("cooling").GetInt32());
        Assert.True(status.GetProperty("ledger").GetProperty("accepting").GetBoolean());
        Assert.True(
            status.GetProperty("configuration").GetProperty("in-force-since").GetDateTimeOffset()
                <= status.GetProperty("now").GetDateTimeOffset()
        );
        Assert.Equal("0.1.0", status.GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_cloud_that_is_down_leaves_the_gateway_ready_and_draining_does_not()
    {
        await using var gateway = await TestGateway.StartAsync(more: Admin);
        using var client = new TestClient(gateway.Address);
        foreach (var cloud in gateway.Clouds.All)
        {
            cloud.Faults.Enqueue(Fault.Status(503, headers: ("retry-after", "300")));
            cloud.Faults.Enqueue(Fault.Status(503, headers: ("retry-after", "300")));
        }
        using (var failed = await client.PostAsync(Requests.ChatPath, Requests.Chat()))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, failed.StatusCode);
        }
        using (var ready = await client.GetAsync("/readyz"))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        }

        Assert.True(await gateway.Host.DrainAsync(TimeSpan.FromSeconds(10), CancellationToken.None));

        using var draining = await client.GetAsync("/readyz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, draining.StatusCode);
        Assert.Equal("draining\n", await TestClient.TextAsync(draining));
        using var alive = await client.GetAsync("/livez");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        var status = await StatusAsync(gateway);
        Assert.False(status.GetProperty("ready").GetBoolean());
        Assert.Equal("draining", status.GetProperty("why-not-ready").GetString());
    }

    [Fact]
    public async Task Keys_that_end_soon_are_counted_and_named()
    {
        var ends = DateTimeOffset.UtcNow.AddDays(3);
        await using var gateway = await TestGateway.StartAsync(
            more: Admin,
            keys: $"  soon: {{ hash: \"{KeyHash.Of("pn-soon")}\", project: one, expires: {ends:yyyy-MM-dd} }}"
        );

        var key = Assert.Single((await StatusAsync(gateway)).GetProperty("keys-expiring").EnumerateArray());
        Assert.Equal("soon", key.GetProperty("name").GetString());
        var scrape = await Scrape.OfAsync(gateway);
        Assert.Equal(1, scrape["prenup_keys{state=\"expiring\"}"]);
        Assert.Equal(2, scrape["prenup_keys{state=\"valid\"}"]);
        Assert.Equal(0, scrape["prenup_keys{state=\"expired\"}"]);
    }

    [Fact]
    public async Task S7_No_credential_is_in_metrics_or_status_after_every_failure()
    {
        var canaries = new Canaries();
        var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions { OpenAiKey = Canaries.OpenAiKey, AzureKey = Canaries.AzureKey },
            TestContext.Current.CancellationToken
        );
        await using var gateway = await TestGateway.StartAsync(
            Misfortunes.Models,
            Admin,
            clouds,
            accounts: Misfortunes.Accounts
        );
        await new Misfortunes(gateway.Address, clouds).RunAsync(canaries);

        canaries.AssertNotIn((await Scrape.OfAsync(gateway)).Text, "/metrics");
        canaries.AssertNotIn((await StatusAsync(gateway)).GetRawText(), "/admin/status");
    }

    private static async Task<JsonElement> StatusAsync(TestGateway gateway)
    {
        using var admin = new TestClient(gateway.Address, TestGateway.AdminKey);
        using var response = await admin.GetAsync("/admin/status");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TestClient.JsonAsync(response);
    }
}
