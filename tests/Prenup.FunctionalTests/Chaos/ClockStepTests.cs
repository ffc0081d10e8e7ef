using System.Net;
using Prenup.Core.Ledger;
using Prenup.FunctionalTests.Credentials;
using Prenup.FunctionalTests.Seeing;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>The clock steps, as a time server makes it: by seconds, by hours, back and forth.</summary>
public sealed class ClockStepTests
{
    private const string Admin = "admin: { key: env:ADMIN }";
    private const string Behind = "prenup_ledger_clock_behind_seconds";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    // Steps between two exchanges, in seconds: each way, small and large, and below what a day has.
    private static readonly int[] Steps = [7200, -7200, -1, 1, -10800, 30, -30, 3600, 40000, -40000, -86400, 86400];

    [Fact]
    public async Task Entries_stay_in_order_and_ids_grow_whatever_the_clock_does()
    {
        var clock = new ShiftedClock();
        await using var gateway = await TestGateway.StartAsync(clock: clock);
        using var client = new TestClient(gateway.Address);
        var asked = new List<string>();
        foreach (var step in Steps)
        {
            using (var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: step % 2 == 0)))
            {
                asked.Add(response.Headers.GetValues("x-prenup-exchange").Single());
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                clock.PutForward(TimeSpan.FromSeconds(step)); // amid the streams
                await TestClient.TextAsync(response);
            }
        }

        var rows = await gateway.AttemptsAsync();
        Assert.Equal(asked, rows.Select(static row => row.Opened.Exchange.ToString()));
        Assert.Equal(rows.OrderBy(static row => row.Opened.Attempt.Value), rows);
        Assert.Equal(asked.Order(StringComparer.Ordinal), asked);
        var times = rows.SelectMany(static row => (DateTimeOffset[])[row.Opened.At, row.Closed!.At]).ToList();
        Assert.Equal(times.Order(), times);
        Assert.All(rows, static row => Assert.Equal(AttemptState.Settled, row.State));
        Assert.All(rows, static row => Assert.InRange(row.Closed!.Duration, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.Equal(
            (long)gateway.Clouds.OpenAi.Invoice().TotalPico,
            rows.Sum(static row => row.Closed!.Cost!.Value.Value)
        );
    }

    [Fact]
    public async Task A_gateway_that_starts_before_its_last_entry_goes_on_behind_it()
    {
        var clock = new ShiftedClock();
        var folder = Directory.CreateTempSubdirectory("prenup-clock-").FullName;
        var before = await TestGateway.StartAsync(folder: folder, clock: clock);
        using (var client = new TestClient(before.Address))
        {
            Assert.Equal(HttpStatusCode.OK, await client.AskAsync("alias"));
        }
        await before.StopAsync();
        clock.PutForward(-24 * Hour);
        await using var after = await TestGateway.StartAsync(clouds: before.Clouds, folder: folder, clock: clock);
        using (var client = new TestClient(after.Address))
        {
            Assert.Equal(HttpStatusCode.OK, await client.AskAsync("alias"));
        }

        var rows = await after.AttemptsAsync();
        Assert.Equal(2, rows.Count);
        Assert.True(rows[1].Opened.Attempt.Value > rows[0].Opened.Attempt.Value);
        Assert.True(rows[1].Opened.At >= rows[0].Closed!.At);
    }

    [Fact]
    public async Task A_step_back_is_told_until_the_clock_has_caught_up()
    {
        var clock = new ShiftedClock();
        var logs = new LogCapture();
        await using var gateway = await TestGateway.StartAsync(more: Admin, clock: clock, logs: logs.Factory);
        using var client = new TestClient(gateway.Address);
        await client.AskAsync("alias");
        Assert.Equal(0, (await Scrape.OfAsync(gateway))[Behind]);

        clock.PutForward(-Hour);
        await client.AskAsync("alias");
        await client.AskAsync("alias");
        Assert.InRange((await Scrape.OfAsync(gateway))[Behind], 3500, 3600);
        Assert.Single(Told(logs, "behind the ledger's last entry"));
        Assert.Empty(Told(logs, "has caught up with"));

        clock.PutForward(Hour);
        await client.AskAsync("alias");
        Assert.Equal(0, (await Scrape.OfAsync(gateway))[Behind]);
        Assert.Single(Told(logs, "has caught up with"));
    }

    [Fact]
    public async Task A_step_back_keeps_no_offer_resting()
    {
        var clock = new ShiftedClock();
        await using var gateway = await TestGateway.StartAsync(clock: clock);
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "60")), times: 2);
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("alias"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("alias"));
        Assert.Single(gateway.Clouds.OpenAi.Calls); // it rested

        clock.PutForward(-2 * Hour);
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("alias"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await client.AskAsync("alias"));
        Assert.Equal(2, gateway.Clouds.OpenAi.Calls.Count); // asked again, and rests again

        clock.PutForward(TimeSpan.FromSeconds(60));
        Assert.Equal(HttpStatusCode.OK, await client.AskAsync("alias"));
    }

    private static IEnumerable<string> Told(LogCapture logs, string what) =>
        logs.Lines.Where(line => line.Contains(what, StringComparison.Ordinal));
}
