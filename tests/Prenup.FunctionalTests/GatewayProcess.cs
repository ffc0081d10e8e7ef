using System.Diagnostics;
using Prenup.Core.Keys;
using Prenup.Sandbox;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests;

/// <summary><c>prenup serve</c> as a process of its own, which can be killed.</summary>
internal sealed class GatewayProcess : IDisposable
{
    private readonly Process _process;

    private GatewayProcess(Process process) => _process = process;

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
        var gateway = new GatewayProcess(Process.Start(start)!);
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
        _process.Dispose();
    }

    private async Task ListeningAsync()
    {
        const string saying = "Prenup listens on ";
        while (await _process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(saying, StringComparison.Ordinal))
            {
                Address = new Uri(line[saying.Length..].Split([',', ';'])[0]);
                _ = _process.StandardError.ReadToEndAsync(); // so that it never waits for a reader
                return;
            }
        }
        Assert.Fail("The gateway ended before it listened.");
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
