using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Cooling;

/// <summary>In which order offers are asked, and what a rest changes about it.</summary>
public sealed class RouteTests
{
    [Fact]
    public async Task Ordered_the_first_takes_all_until_it_rests()
    {
        await using var gateway = await TestGateway.StartAsync(Failover.TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);

        Assert.Equal("direct", await OfferAsync(client));
        Assert.Equal("direct", await OfferAsync(client));
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, ("retry-after-ms", "700")));
        Assert.Equal("azure", await OfferAsync(client)); // refused, and taken over
        Assert.Equal("azure", await OfferAsync(client)); // resting
        await Task.Delay(800, TestContext.Current.CancellationToken);
        Assert.Equal("direct", await OfferAsync(client));
    }

    [Fact]
    public async Task Weighted_each_gets_its_share()
    {
        await using var gateway = await TestGateway.StartAsync(
            """
            models:
              gpt-4.1-mini:
                route: weighted
                offers:
                  - { name: direct, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini, weight: 3 }
                  - { name: azure, account: azure-v1, model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini, weight: 1 }
            """
        );
        using var client = new TestClient(gateway.Address);

        for (var i = 0; i < 200; i++)
        {
            await OfferAsync(client);
        }

        // 150 expected; five standard deviations are 31
        Assert.InRange(gateway.Clouds.OpenAi.Calls.Count, 119, 181);
        Assert.Equal(200, gateway.Clouds.All.Sum(static cloud => cloud.Calls.Count));
    }

    private static async Task<string> OfferAsync(TestClient client)
    {
        using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: false));
        Assert.True(response.IsSuccessStatusCode, await TestClient.TextAsync(response));
        return response.Headers.GetValues("x-prenup-offer").Single();
    }
}
