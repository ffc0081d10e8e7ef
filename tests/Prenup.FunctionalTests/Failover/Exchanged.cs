using Prenup.Core.Ledger;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Failover;

/// <summary>What must hold of any exchange, whatever went wrong at the clouds.</summary>
internal static class Exchanged
{
    /// <summary>The client saw one offer's whole reply, or exactly one honest error; never both, never a silent end.</summary>
    public static void Coherently(StreamedReply reply)
    {
        Assert.False(reply.Torn, "torn: " + reply.Text);
        Assert.True(reply.Endings == 1, $"{reply.Endings} endings: …{reply.Text[^Math.Min(900, reply.Text.Length)..]}");
        Assert.InRange(reply.Ids.Count, reply.Ended ? 1 : 0, 1);
        Assert.InRange(Count(reply, "\"type\":\"response.created\""), 0, 1);
        Assert.InRange(Count(reply, "\"role\":\"assistant\",\"content\":\"\""), 0, 1);
    }

    /// <summary>Attempts are numbered from 1, within the budget, and every call at a cloud is one of them.</summary>
    public static async Task<IReadOnlyList<LedgerRow>> OnTheLedgerAsync(TestGateway gateway, int budget)
    {
        var rows = await gateway.AttemptsAsync();
        foreach (var exchange in rows.GroupBy(static row => row.Opened.Exchange))
        {
            Assert.Equal(Enumerable.Range(1, exchange.Count()), exchange.Select(static row => row.Opened.Ordinal));
            Assert.InRange(exchange.Count(), 1, budget);
        }
        var calls = gateway
            .Clouds.All.SelectMany(static cloud => cloud.Calls)
            .Select(static call => call.AttemptId!)
            .ToList();
        Assert.Equal(calls.Count, calls.Distinct().Count());
        Assert.Subset(rows.Select(static row => row.Opened.Attempt.ToString()).ToHashSet(), calls.ToHashSet());
        Assert.DoesNotContain(rows, static row => row.State == AttemptState.Open);
        return rows;
    }

    private static int Count(StreamedReply reply, string text) =>
        reply.Data.Count(data => data.Contains(text, StringComparison.Ordinal));
}
