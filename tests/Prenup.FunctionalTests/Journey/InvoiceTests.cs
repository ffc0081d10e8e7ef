using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Sandbox;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Journey;

/// <summary>What a bill depends on beside tokens: the ledger amounts to what the cloud invoices, call by call, to the pico-dollar.</summary>
public sealed class InvoiceTests
{
    private const string Models = """
        models:
          five: { offers: [ { name: five, account: openai, model: gpt-5.5, price: openai/gpt-5.5 } ] }
          four: { offers: [ { name: four, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] }
          azure: { offers: [ { name: azure, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini } ] }
          spilling:
            offers:
              - { name: units, account: azure-v1, model: gpt-4.1-mini-eu, price: own/units, contract: units }
              - { name: payg, account: azure-v1, model: gpt-4.1-mini-us, price: azure/gpt-4.1-mini }
        """;

    // Capacity of one's own at 99 USD per million: what is billed by that price by mistake shows.
    private const string Units = """
        prices: { books: [ builtin, ./own.yaml ] }
        contracts:
          units:
            cloud: azure
            valid: { from: 2026-01-01, until: 2031-01-01, zone: UTC }
            provisioned: { units: 15, tokens-per-minute-per-unit: 2500, usd-per-unit-hour: 1.00, spill-to: payg }
        """;

    [Theory]
    [InlineData("five", "flex", "flex")]
    [InlineData("four", "priority", "priority")]
    [InlineData("azure", "priority", "default")] // not sold there: served, and billed, at the default tier
    public async Task The_tier_served_is_billed(string model, string asked, string served)
    {
        await using var gateway = await StartAsync();
        using var client = new TestClient(gateway.Address);
        using var reply = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses(model, $"\"service_tier\":\"{asked}\"")
        );
        Assert.True(reply.IsSuccessStatusCode, await TestClient.TextAsync(reply));
        var row = await InvoicedAsync(gateway, gateway.Clouds.All.Single(static cloud => cloud.Calls.Count > 0));
        Assert.Equal(served, row.Closed!.Terms!.Tier);
    }

    [Theory]
    [InlineData(100_000, 0)]
    [InlineData(300_000, 272_000)]
    public async Task A_long_prompt_is_billed_at_its_band(int words, int above)
    {
        await using var gateway = await StartAsync();
        using var client = new TestClient(gateway.Address);
        var text = string.Concat(Enumerable.Repeat("cat ", words)); // four bytes, which the sandbox counts as a token
        using var reply = await client.PostAsync(Requests.ResponsesPath, Requests.Responses("five", text: text));
        Assert.True(reply.IsSuccessStatusCode, await TestClient.TextAsync(reply));
        var row = await InvoicedAsync(gateway, gateway.Clouds.OpenAi);
        Assert.Equal(above, row.Closed!.Terms!.AboveInputTokens);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"stream\":true,")]
    public async Task A_web_search_is_billed_beside_its_tokens(string stream)
    {
        await using var gateway = await StartAsync();
        using var client = new TestClient(gateway.Address);
        using var reply = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses("five", stream + "\"tools\":[{\"type\":\"web_search\"}]")
        );
        Assert.True(reply.IsSuccessStatusCode, await TestClient.TextAsync(reply));
        var row = await InvoicedAsync(gateway, gateway.Clouds.OpenAi);
        Assert.Equal(1, row.Closed!.Usage[Meter.WebSearches]);
        Assert.Contains(gateway.Clouds.OpenAi.Invoice().Lines, static line => line.Meter == "web-search");
    }

    [Fact]
    public async Task What_spills_over_is_billed_at_the_price_of_the_offer_that_took_it_and_says_so()
    {
        await using var gateway = await StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.AzureLoad.Saturate("gpt-4.1-mini-eu", spillTo: "gpt-4.1-mini-us");
        using var reply = await client.PostAsync(Requests.ChatPath, Requests.Chat("spilling", stream: false));
        Assert.True(reply.IsSuccessStatusCode, await TestClient.TextAsync(reply));

        var row = await InvoicedAsync(gateway, gateway.Clouds.Azure);
        Assert.Equal("units", row.Opened.Offer);
        Assert.Equal("gpt-4.1-mini-us", row.Closed!.ServedModel);
        Assert.Equal(("payg", "azure/gpt-4.1-mini"), (row.Closed.Terms!.SpilledTo, row.Closed.Terms.PriceId));
    }

    private static async Task<TestGateway> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("prenup-invoice-").FullName;
        await File.WriteAllTextAsync(
            Path.Combine(folder, "own.yaml"),
            "prices: { own/units: [ { valid-from: 2026-01-01, source: a contract, rows: [ { text-in: 99, text-in-cached: 99, text-out: 99 } ] } ] }",
            TestContext.Current.CancellationToken
        );
        return await TestGateway.StartAsync(Models, Units, folder: folder);
    }

    private static async Task<LedgerRow> InvoicedAsync(TestGateway gateway, SandboxCloud cloud)
    {
        var row = Assert.Single(await gateway.AttemptsAsync());
        Assert.Equal(AttemptState.Settled, row.State);
        var billed = Assert.Single(cloud.Invoice().Calls);
        Assert.Equal((long)billed.Pico, row.Closed!.Cost!.Value.Value);
        Assert.Equal(row.Opened.Attempt.ToString(), billed.AttemptId);
        return row;
    }
}
