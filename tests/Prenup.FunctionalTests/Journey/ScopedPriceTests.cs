using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Journey;

/// <summary>The scope that an offer is bought at decides what it is billed by, and the entry says so.</summary>
public sealed class ScopedPriceTests
{
    private const string Models = """
        models:
          zoned: { offers: [ { name: zoned, account: openai, model: gpt-4.1-mini, price: azure/gpt-4.1-mini, scope: data-zone-us } ] }
        """;

    [Fact]
    public async Task Trap5_An_offer_in_a_data_zone_is_billed_by_its_price_and_the_ledger_recomputes_it()
    {
        await using var gateway = await TestGateway.StartAsync(Models);
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync(
            "/v1/chat/completions",
            """{"model":"zoned","messages":[{"role":"user","content":"Say hello"}]}"""
        );

        var closed = Assert.Single(await gateway.AttemptsAsync()).Closed!;
        Assert.Equal("azure/gpt-4.1-mini#data-zone-us", closed.Terms?.PriceId);
        var (read, cached) = (closed.Usage[Meter.TextIn] ?? 0, closed.Usage[Meter.TextInCached] ?? 0);
        var written = closed.Usage[Meter.TextOut] ?? 0;
        // Data Zone Standard: 0.44, cached 0.11 and 1.76 USD per million.
        Assert.Equal((read * 440_000) + (cached * 110_000) + (written * 1_760_000), closed.Cost?.Value);
        using var reader = LedgerReader.Open(gateway.Folder);
        Assert.Empty(reader.Verify(new PriceBook(BuiltInPrices.All)));
    }
}
