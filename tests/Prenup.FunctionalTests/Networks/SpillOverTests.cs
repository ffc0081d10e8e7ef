using Prenup.Core.Ledger;
using Xunit;

namespace Prenup.FunctionalTests.Networks;

/// <summary>Azure lets another deployment take what one has no room for, and says so in headers.</summary>
public sealed class SpillOverTests
{
    [Fact]
    public async Task A_spilled_request_is_entered_under_the_deployment_that_took_it()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.AzureLoad.Saturate("gpt-4.1-mini-eu", spillTo: "gpt-4.1-mini-us");

        using var spilled = await client.PostAsync(Requests.ChatPath, Requests.Chat("on-azure", stream: false));
        gateway.Clouds.AzureLoad.Relieve("gpt-4.1-mini-eu");
        using var own = await client.PostAsync(Requests.ChatPath, Requests.Chat("on-azure", stream: false));

        Assert.True(spilled.IsSuccessStatusCode && own.IsSuccessStatusCode);
        Assert.DoesNotContain(
            spilled.Headers,
            static header => header.Key.StartsWith("x-ms", StringComparison.Ordinal)
        );
        var attempts = await gateway.AttemptsAsync();
        Assert.Equal("gpt-4.1-mini-us", attempts[0].Closed!.ServedModel);
        Assert.NotEqual("gpt-4.1-mini-us", attempts[1].Closed!.ServedModel);
        Assert.All(attempts, static row => Assert.Equal(AttemptState.Settled, row.State));
    }
}
