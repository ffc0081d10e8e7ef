using Prenup.Commands;
using Prenup.Pictures;

namespace Prenup.Demo;

/// <summary>The demonstration from begin to end.</summary>
public static class DemoRun
{
    /// <summary>Starts everything, lets sample traffic run, lets it end, and holds the ledger against the invoices.</summary>
    /// <param name="options">How.</param>
    /// <param name="output">For the totals.</param>
    /// <param name="error">For everything else.</param>
    /// <param name="stop">Ends the traffic; what is in flight may finish.</param>
    /// <param name="stopNow">Ends the waiting too.</param>
    /// <returns>0 where all totals are equal, 1 where they are not.</returns>
    /// <exception cref="IOException">The port is taken, or the folder cannot be used.</exception>
    public static async Task<int> RunAsync(
        DemoOptions options,
        TextWriter output,
        TextWriter error,
        CancellationToken stop,
        CancellationToken stopNow
    )
    {
        await using var world = await DemoWorld.StartAsync(options, stop);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var curl = Curl(world);
        Introduce(options, world, curl, error);
        if (options.For is { } time)
        {
            ending.CancelAfter(time);
        }
        using var traffic = new DemoTraffic(world.Address, world.Key.Reveal());
        var settled = SettleAsync(world, traffic, ending.Token, stopNow);
        using (var feed = new LedgerFeed(world.Folder, TimeProvider.System))
        {
            await View(error, curl).ShowAsync(feed.FollowAsync(settled, CancellationToken.None));
        }
        var isSettled = await settled;
        return Conclude(options, world, traffic, isSettled, output, error);
    }

    private static async Task<bool> SettleAsync(
        DemoWorld world,
        DemoTraffic traffic,
        CancellationToken stop,
        CancellationToken stopNow
    )
    {
        await traffic.RunAsync(new DemoFaults(world.Clouds), stop);
        return await world.SettleAsync(stopNow);
    }

    private static int Conclude(
        DemoOptions options,
        DemoWorld world,
        DemoTraffic traffic,
        bool isSettled,
        TextWriter output,
        TextWriter error
    )
    {
        var totals = DemoTotals.Of(world.Folder, world.Clouds);
        error.WriteLine($"{totals.Exchanges} exchanges, {traffic.Failed} of the sample traffic failed.");
        if (!isSettled)
        {
            error.WriteLine("Some exchanges were still running: their cost is not in the ledger's totals.");
        }
        totals.Draw(options.Json ? error : output);
        error.WriteLine("The invoices are the simulated clouds' own, from their own rate cards: no money was spent.");
        if (!totals.AreEqual && totals.Clouds.Any(static cloud => cloud.Estimated > 0))
        {
            error.WriteLine(
                "Replies that were cut short are estimated in the ledger, so that their totals may differ."
            );
        }
        if (options.Keep is not null)
        {
            var file = Path.Combine(world.Folder, DemoConfiguration.FileName);
            error.WriteLine($"Kept: prenup ledger sum --by offer --config {file}");
        }
        if (options.Json)
        {
            output.WriteLine(totals.Json());
        }
        return totals.AreEqual ? ExitCodes.Done : ExitCodes.No;
    }

    private static IFeedView View(TextWriter error, string curl)
    {
        var console = Picture.On(error);
        return console.Profile.Out.IsTerminal ? new LiveView(console, curl) : new PlainView(error);
    }

    private static void Introduce(DemoOptions options, DemoWorld world, string curl, TextWriter error)
    {
        error.WriteLine("Prenup's demonstration on simulated clouds: no money is spent.");
        foreach (var cloud in world.Clouds.All)
        {
            Tell($"{cloud.Name} (simulated)", cloud.Address);
        }
        Tell("gateway", world.Address);
        Tell("ledger", options.Keep is null ? "removed at the end; --keep DIR keeps it" : world.Folder);
        error.WriteLine(options.For is null ? "Ctrl-C ends it. Meanwhile, try:" : "Meanwhile, try:");
        error.WriteLine();
        error.WriteLine(curl);
        error.WriteLine();

        void Tell(string what, object where) => error.WriteLine($"  {what, -28}{where}");
    }

    // Short lines, so that a terminal breaks none of them.
    private static string Curl(DemoWorld world) =>
        $$"""
            curl -N {{world.Address}}v1/chat/completions \
              -H 'Authorization: Bearer {{world.Key.Reveal()}}' \
              -H 'Content-Type: application/json' \
              -d '{"model":"gpt-5.5","stream":true,
                   "messages":[{"role":"user","content":"Tell a story in 80 words"}]}'
            """;
}
