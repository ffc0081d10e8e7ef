using System.Net;
using System.Text;
using Prenup.Core.Asking;
using Xunit;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>What one client saw of its exchange.</summary>
/// <param name="Errand">What it was to do.</param>
/// <param name="Exchange">The exchange's id; null where no head came.</param>
/// <param name="Whole">Whether the reply's terminal event came, or the whole of a whole reply.</param>
/// <param name="Refused">Whether the gateway said no before it asked anybody.</param>
internal sealed record Seen(Errand Errand, string? Exchange, bool Whole, bool Refused);

/// <summary>A client that asks, reads as far as it means to, and leaves.</summary>
internal static class Caller
{
    // Longer than all attempts of an exchange may take: a reply that takes longer hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private const int Tries = 8;

    /// <summary>Asks; where the gateway has no room or no ledger, or every offer rests, again a few times, as clients do.</summary>
    public static async Task<Seen> RunAsync(World world, Errand errand)
    {
        for (var tries = 1; ; tries++)
        {
            var seen = await AskAsync(await world.UpAsync(), errand);
            if (!seen.Refused || tries == Tries)
            {
                return seen;
            }
            await Task.Delay(Pause);
        }
    }

    private static async Task<Seen> AskAsync(TestClient client, Errand errand)
    {
        using var hangs = new CancellationTokenSource(Patience);
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(hangs.Token);
        leaves.CancelAfter(errand.LeavesAfter ?? Timeout.InfiniteTimeSpan);
        string? exchange = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, errand.Path)
            {
                Content = new StringContent(errand.Body, Encoding.UTF8, "application/json"),
            };
            using var response = await client.SendAsync(request, leaves.Token);
            exchange = Header(response, "x-prenup-exchange");
            var text = await ReadAsync(response, errand.LeavesAfterBytes ?? int.MaxValue, leaves.Token);
            var whole = text is not null && response.StatusCode == HttpStatusCode.OK && IsWhole(errand, text);
            var refused = !response.IsSuccessStatusCode && Header(response, "x-prenup-attempts") == "0";
            return new Seen(errand, exchange, whole, refused);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            Assert.False(hangs.IsCancellationRequested, $"exchange {errand.Number} hangs: {errand}");
            return new Seen(errand, exchange, Whole: false, Refused: false);
        }
    }

    // Null where the client leaves before the end.
    private static async Task<string?> ReadAsync(HttpResponseMessage response, int most, CancellationToken leaves)
    {
        await using var body = await response.Content.ReadAsStreamAsync(leaves);
        using var seen = new MemoryStream();
        var buffer = new byte[4 << 10];
        while (seen.Length < most)
        {
            var read = await body.ReadAsync(
                buffer.AsMemory(0, (int)Math.Min(buffer.Length, most - seen.Length)),
                leaves
            );
            if (read == 0)
            {
                return Encoding.UTF8.GetString(seen.GetBuffer(), 0, (int)seen.Length);
            }
            seen.Write(buffer, 0, read);
        }
        return null;
    }

    private static bool IsWhole(Errand errand, string text) =>
        !errand.Streamed
        || text.Contains(
            errand.Dialect == Dialect.OpenAiChat ? "data: [DONE]" : "\"type\":\"response.completed\"",
            StringComparison.Ordinal
        );

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
