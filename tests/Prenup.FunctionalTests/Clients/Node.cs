using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests.Clients;

/// <summary>Runs the scripts of <c>tests/clients</c> with the real npm clients; where they are missing, the running test is skipped by name.</summary>
internal static class Node
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What a script prints: one line of JSON.</summary>
    /// <param name="script">The script's name.</param>
    /// <param name="package">The npm package: <c>openai</c>, or <c>openai-6</c>.</param>
    /// <param name="client">The client's class.</param>
    /// <param name="seat">Where it sits.</param>
    public static async Task<string> RunAsync(string script, string package, string client, Seat seat)
    {
        var folder = Path.Combine(SharedFolder.Repository, "tests", "clients");
        var modules = Path.Combine(folder, "node_modules", package);
        Assert.SkipUnless(Directory.Exists(modules), $"npm package {package} is not installed in tests/clients");
        var argument = JsonSerializer.Serialize(
            new
            {
                package,
                @class = client,
                root = seat.Root.AbsoluteUri,
                path = seat.Path,
                key = seat.Key,
                chat = seat.Chat,
                reasoner = seat.Reasoner,
                embedder = seat.Embedder,
                ways = seat.Ways,
            }
        );
        using var process = Start(new ProcessStartInfo("node", [Path.Combine(folder, script + ".mjs"), argument]));
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            var output = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{script} with {package} {client} at {seat.Root}: {await errors}");
            return output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("node is not on the PATH");
            throw;
        }
    }
}
