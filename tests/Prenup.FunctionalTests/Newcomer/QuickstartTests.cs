using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace Prenup.FunctionalTests.Newcomer;

/// <summary>docs/quickstart.md, done by a shell: its own commands, in its order, at other ports and in an empty folder.</summary>
public sealed class QuickstartTests
{
    // Whatever the machine has of these is not the newcomer's.
    private static readonly string[] Clouds = ["OPENAI_", "AZURE_", "AWS_", "GOOGLE_", "OTEL_", "PRENUP_"];

    [Fact]
    public async Task The_commands_of_the_document_lead_to_a_first_reply()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "The document's commands are for a shell.");
        var folder = Directory.CreateTempSubdirectory("prenup-newcomer-");
        Install(folder.FullName);
        string[] ports = [Port(), Port(), Port()];
        var commands = Regex.Replace(
            Commands(),
            "4801|4802|4747",
            port => ports[Array.IndexOf(["4801", "4802", "4747"], port.Value)],
            RegexOptions.NonBacktracking,
            TimeSpan.FromSeconds(1)
        );
        var script = $"set -eu\ntrap 'kill $(jobs -p); wait' EXIT\n{commands}";
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "walk.sh"),
            script,
            TestContext.Current.CancellationToken
        );
        var start = new ProcessStartInfo("/bin/bash", ["walk.sh"])
        {
            UseShellExecute = false,
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => Clouds.Any(name.StartsWith)).ToList())
        {
            start.Environment.Remove(name);
        }
        start.Environment["PRENUP_LISTEN"] = $"http://127.0.0.1:{ports[2]}";
        using var shell = Process.Start(start)!;
        var talk = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(shell.ExitCode == 0, said + await talk);
        Assert.Contains("account 'openai' by OPENAI_API_KEY", said, StringComparison.Ordinal);
        Assert.Contains("account 'azure' by AZURE_OPENAI_API_KEY", said, StringComparison.Ordinal);
        Assert.Contains("chat.completion", said, StringComparison.Ordinal);
        var key = await File.ReadAllTextAsync(
            Path.Combine(folder.FullName, "key.txt"),
            TestContext.Current.CancellationToken
        );
        Assert.DoesNotContain(key.Trim(), said, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    // The commands in the document, without what explains them.
    private static string Commands()
    {
        var blocks = File.ReadAllText(Path.Combine(Root(), "docs", "quickstart.md")).Split("```");
        return string.Concat(
            blocks
                .Where(static block => block.StartsWith("sh\n", StringComparison.Ordinal))
                .Select(static block => block[2..])
        );
    }

    // ./prenup as built with this test; the deep run takes the launcher itself, which builds what it runs.
    private static void Install(string folder)
    {
        var program = Path.Combine(folder, "prenup");
        if (Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1")
        {
            File.CreateSymbolicLink(program, Path.Combine(Root(), "prenup"));
            return;
        }
        var built = Path.Combine(AppContext.BaseDirectory, "prenup.dll");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet exec '{built}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private static string Port()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Prenup.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Prenup.slnx");
        }
        return folder;
    }
}
