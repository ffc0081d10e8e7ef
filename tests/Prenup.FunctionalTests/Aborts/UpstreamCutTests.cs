using Prenup.FunctionalTests.Failover;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Aborts;

/// <summary>The cloud cuts its reply at every event boundary, in every way.</summary>
public sealed class UpstreamCutTests
{
    [Theory]
    [InlineData(CutKind.Reset)]
    [InlineData(CutKind.Fin)]
    [InlineData(CutKind.End)]
    public async Task C16_Cut_at_any_event_the_client_is_told_once_and_the_entry_is_closed(CutKind cut)
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering("attempts: { count: 1 }"));
        using var client = new TestClient(gateway.Address);
        for (var events = 0; events < Streams.Events; events++)
        {
            gateway.Clouds.OpenAi.Faults.Enqueue(Fault.CutAfterEvents(events, cut));
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());
            if (response.IsSuccessStatusCode)
            {
                var reply = await StreamedReply.ReadAsync(response);
                Exchanged.Coherently(reply);
                Assert.True(!reply.Ended || events >= Streams.Events - 2, $"after {events} events: {reply.Text}");
            }
            else
            {
                Assert.InRange(events, 0, 1);
                Assert.Contains("upstream_cut", await TestClient.TextAsync(response), StringComparison.Ordinal);
            }
        }
        Assert.Equal(Streams.Events, (await Exchanged.OnTheLedgerAsync(gateway, budget: 1)).Count);
    }
}
