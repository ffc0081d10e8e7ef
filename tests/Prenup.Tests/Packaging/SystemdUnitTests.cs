using System.Diagnostics;
using System.Globalization;
using Prenup.Configuring;
using Prenup.Tests.Architecture;
using Xunit;

namespace Prenup.Tests.Packaging;

/// <summary>The systemd unit against the command line, the gateway's own defaults, and systemd where it is.</summary>
public sealed class SystemdUnitTests
{
    private const string Analyzer = "/usr/bin/systemd-analyze";
    private const string Program = "/usr/local/bin/prenup";
    private static readonly string Unit = File.ReadAllText(
        Path.Combine(Repository.Root, "ops", "systemd", "prenup.service")
    );

    [Fact]
    public async Task What_it_starts_is_a_right_use_of_the_command_line()
    {
        var words = Value("ExecStart").Split(' ');
        Assert.Equal(Program, words[0]);
        await ServeLine.IsRightUseAsync(words[1..]);
    }

    [Fact]
    public void Its_folders_are_where_the_comment_says_and_a_stop_waits_for_the_drain()
    {
        Assert.Equal($"/var/lib/{Value("StateDirectory")}", Value("WorkingDirectory"));
        Assert.Contains($"`data: {Value("WorkingDirectory")}`", Unit, StringComparison.Ordinal);
        Assert.EndsWith($"=/var/cache/{Value("CacheDirectory")}", Value("Environment"), StringComparison.Ordinal);
        var drain = ConfigurationReader.FromEnvironment(static name => name == "OPENAI_API_KEY" ? "any" : null);
        Assert.True(
            int.Parse(Value("TimeoutStopSec"), CultureInfo.InvariantCulture)
                > drain.Configuration!.ShutdownDrain.TotalSeconds
        );
    }

    [Fact]
    public async Task Systemd_finds_nothing_wrong_with_it()
    {
        Assert.SkipUnless(File.Exists(Analyzer), "There is no systemd-analyze on this machine.");
        var folder = Directory.CreateTempSubdirectory("prenup-unit-").FullName;
        var file = Path.Combine(folder, "prenup.service");
        // The program need not be installed here; anything that can be started stands for it.
        var text = Unit.Replace(Program, "/bin/true", StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        var start = new ProcessStartInfo(Analyzer, ["verify", "--man=no", file])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, said);
        Assert.DoesNotContain(file, said, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static string Value(string name) =>
        Assert.Single(Unit.Split('\n'), line => line.StartsWith($"{name}=", StringComparison.Ordinal))[
            (name.Length + 1)..
        ];
}
