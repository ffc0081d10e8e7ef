using System.Diagnostics;
using System.Globalization;
using System.Text;
using Prenup.FunctionalTests.Security;
using Xunit;

namespace Prenup.FunctionalTests;

/// <summary><c>prenup serve</c> as a process of its own: what it prints and how much memory it takes are its alone.</summary>
internal sealed class ChildGateway : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Eavesdropper _eavesdropper;
    private readonly Canaries _canaries = new();

    private ChildGateway(ProcessStartInfo start)
    {
        _eavesdropper = new Eavesdropper(start.WorkingDirectory);
        _process = Process.Start(start)!;
    }

    /// <summary>Everything on standard output and standard error, up to now.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Whether it has not ended.</summary>
    public bool Runs => !_process.HasExited;

    /// <summary>The most memory that the process ever had, in MiB.</summary>
    public double PeakMegabytes => Status("VmHWM");

    /// <summary>The memory that the process has, in MiB.</summary>
    public double Megabytes => Status("VmRSS");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="folder">Takes the configuration.</param>
    /// <param name="yaml">The configuration.</param>
    /// <param name="environment">What its environment holds beside this one's.</param>
    public static async Task<(ChildGateway Gateway, Uri Address)> StartAsync(
        string folder,
        string yaml,
        params (string Name, string Value)[] environment
    )
    {
        var file = Path.Combine(folder, "prenup.yaml");
        await File.WriteAllTextAsync(file, yaml, TestContext.Current.CancellationToken);
        var program = Path.Combine(AppContext.BaseDirectory, "prenup.dll");
        var start = new ProcessStartInfo("dotnet", ["exec", program, "serve", "--config", file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        var child = new ChildGateway(start);
        foreach (var (_, value) in environment.Where(static one => IsSecret(one.Value)))
        {
            child._canaries.Add(value);
        }
        child.Listen();
        try
        {
            return (child, await child.ListeningAsync());
        }
        catch (Exception fault) when (fault is TimeoutException or InvalidOperationException)
        {
            var output = child.Output;
            await child.DisposeAsync();
            throw new InvalidOperationException($"The gateway does not listen: {output}", fault);
        }
    }

    /// <summary>SIGHUP: has it read its configuration again.</summary>
    public void Hangup()
    {
        using var kill = Process.Start("/bin/kill", ["-HUP", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>SIGTERM, and its end.</summary>
    public async Task StopAsync()
    {
        using var kill = Process.Start("/bin/kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _eavesdropper.Dispose();
        _eavesdropper.AssertNothingTold(_canaries);
    }

    // What its environment says beside places and switches.
    private static bool IsSecret(string value) =>
        value.Length >= 12 && !Path.IsPathRooted(value) && !value.Contains(':', StringComparison.Ordinal);

    // Its output is whole once it has ended.
    private async Task<Uri> ListeningAsync()
    {
        var ended = _process.WaitForExitAsync();
        var first = await Task.WhenAny(_listens.Task, ended).WaitAsync(TimeSpan.FromSeconds(60));
        return first != ended ? await _listens.Task
            : _listens.Task.IsCompleted ? await _listens.Task
            : throw new InvalidOperationException($"It ended with exit code {_process.ExitCode}.");
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Take(string? line)
    {
        _eavesdropper.Hear(line);
        lock (_output)
        {
            _output.AppendLine(line);
        }
        const string listens = "Prenup listens on ";
        if (line?.StartsWith(listens, StringComparison.Ordinal) == true)
        {
            _listens.TrySetResult(new Uri(line[listens.Length..line.IndexOfAny([',', ';'])]));
        }
    }

    private double Status(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Memory is read from /proc.");
        var line = File.ReadLines($"/proc/{_process.Id}/status")
            .First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(':')[1].Replace("kB", "").Trim(), CultureInfo.InvariantCulture) / 1024;
    }
}
