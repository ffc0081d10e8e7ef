using OpenAI.Responses;
using Prenup.Core.Ledger;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Clients;

/// <summary>A conversation of the NuGet package OpenAI over a model that two clouds sell, of which only one can read what it sealed.</summary>
public sealed class SealedTurnTests
{
    private const string Models = """
        models:
          gpt-5.5:
            offers:
              - { name: first, account: openai, model: gpt-5.5, price: openai/gpt-5.5 }
              - { name: second, account: azure-v1, model: gpt-5.5-eu, price: azure/gpt-5.5 }
        """;

    [Fact]
    public async Task R9_Sealed_reasoning_goes_back_to_the_cloud_that_took_over()
    {
        await using var gateway = await TestGateway.StartAsync(Models);
        var seat = new Seat(gateway.Address, "v1", TestGateway.Key, "");
        var client = DotnetResponsesTests.Client(seat);
        var ends = TestContext.Current.CancellationToken;
        var asks = DotnetResponsesTests.Asks(seat, "Think");
        asks.StoredOutputEnabled = false;
        asks.IncludedProperties.Add(IncludedResponseProperty.ReasoningEncryptedContent);

        // The first offer fails once, so the thought is sealed by the second one's cloud.
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.ResetBeforeHead());
        ResponseResult thought = await client.CreateResponseAsync(asks, ends);
        foreach (var item in thought.OutputItems)
        {
            asks.InputItems.Add(item);
        }
        asks.InputItems.Add(ResponseItem.CreateUserMessageItem("Go on"));
        ResponseResult next = await client.CreateResponseAsync(asks, ends);
        ResponseResult other = await client.CreateResponseAsync(DotnetResponsesTests.Asks(seat, "Anew"), ends);

        Assert.NotEmpty(next.GetOutputText());
        Assert.NotEmpty(other.GetOutputText());
        var attempts = await gateway.AttemptsAsync();
        Assert.Equal(["first", "second", "second", "first"], attempts.Select(static row => row.Opened.Offer));
        Assert.Equal(
            gateway.Clouds.All.Sum(static cloud => (long)cloud.Invoice().TotalPico),
            attempts
                .Where(static row => row.State == AttemptState.Settled)
                .Sum(static row => row.Closed!.Cost!.Value.Value)
        );
    }
}
