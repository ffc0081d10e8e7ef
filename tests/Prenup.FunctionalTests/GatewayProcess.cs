using System.Diagnostics;
using Prenup.Core.Keys;
using Prenup.FunctionalTests.Security;
using Prenup.Sandbox;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests;

/// <summary><c>prenup serve</c> as a process of its own, which can be killed.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly Process _process;
    private readonly Eavesdropper _eavesdropper;
    private readonly SandboxClouds _clouds;

    private GatewayProcess(Process process, Eavesdropper eavesdropper, SandboxClouds clouds) =>
        (_process, _eavesdropper, _clouds) = (process, eavesdropper, clouds);

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Starts the built executable and waits until it listens.</summary>
    /// <param name="clouds">The clouds behind it.</param>
    /// <param name="folder">Its configuration and its data.</param>
    /// <param name="models">The models section.</param>
    /// <param name="more">Further sections.</param>
    public static async Task<GatewayProcess> StartAsync(
        SandboxClouds clouds,
        string folder,
        string models,
        string more = ""
    )
    {
        var config = Path.Combine(folder, "prenup.yaml");
        await File.WriteAllTextAsync(
            config,
            Configuration(clouds, models, more),
            TestContext.Current.CancellationToken
        );
        var start = new ProcessStartInfo(Executable(), ["serve", "--config", config])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OPENAI"] = clouds.OpenAi.Key;
        start.Environment["AZURE"] = clouds.Azure.Key;
        var eavesdropper = new Eavesdropper(folder);
        var gateway = new GatewayProcess(Process.Start(start)!, eavesdropper, clouds);
        await gateway.ListeningAsync();
        return gateway;
    }

    /// <summary>What is on the ledger in a folder that no gateway uses.</summary>
    public static IReadOnlyList<LedgerRow> Attempts(string folder)
    {
        using var reader = LedgerReader.Open(Path.Combine(folder, "data"));
        return [.. reader.Show(LedgerFilter.All)];
    }

    /// <summary>SIGKILL: nothing of it runs any more when this returns.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>SIGTERM: asks it to stop.</summary>
    public void Terminate()
    {
        using var kill = Process.Start("/bin/kill", ["-TERM", _process.Id.ToString()]);
        kill.WaitForExit();
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }
        _process.WaitForExit(); // and for the last line that it printed
        _process.Dispose();
        _eavesdropper.Dispose();
        _eavesdropper.AssertNothingTold(Canaries.Of(_clouds));
    }

    private async Task ListeningAsync()
    {
        var listens = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => _eavesdropper.Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await listens.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        void Take(string? line)
        {
            _eavesdropper.Hear(line);
            const string saying = "Prenup listens on ";
            if (line is null)
            {
                listens.TrySetException(new InvalidOperationException("The gateway ended before it listened."));
            }
            else if (line.StartsWith(saying, StringComparison.Ordinal))
            {
                listens.TrySetResult(new Uri(line[saying.Length..].Split([',', ';'])[0]));
            }
        }
    }

    // The executable of the same configuration, beside this assembly: artifacts/bin/Prenup/<debug|release>/prenup.
    private static string Executable()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(folder.Parent!.Parent!.FullName, "Prenup", folder.Name, "prenup");
        return OperatingSystem.IsWindows() ? path + ".exe" : path;
    }

    private static string Configuration(SandboxClouds clouds, string models, string more) =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: ./data
            accounts:
              openai: { cloud: openai, endpoint: {{clouds.OpenAi.Address}}v1, key: env:OPENAI }
              azure-v1: { cloud: azure, endpoint: {{clouds.Azure.Address}}, api: v1, key: env:AZURE }
            {{models}}
            projects: { one: {} }
            keys: { one: { hash: "{{KeyHash.Of(TestGateway.Key)}}", project: one } }
            {{more}}
            """;
}
