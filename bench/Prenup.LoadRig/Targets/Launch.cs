using System.Diagnostics;
using System.Globalization;
using Prenup.LoadRig.Wire;

namespace Prenup.LoadRig.Targets;

/// <summary>How each process of a run is started; all .NET targets with the same runtime settings.</summary>
internal static class Launch
{
    /// <summary>The mock cloud.</summary>
    public static Child Upstream() => Role("upstream", "upstream", []);

    /// <summary>A bare YARP forwarder.</summary>
    public static Child Yarp(string name, int upstream, Workspace workspace) =>
        Role(name, "yarp", ["--upstream", Text(upstream)], workspace);

    /// <summary>The product: `prenup serve` on the run's own configuration.</summary>
    public static Child Prenup(Workspace workspace, int port)
    {
        var program = Workspace.PrenupProgram;
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"The gateway is not built: {program} is missing.");
        }

        var start = new ProcessStartInfo(program, ["serve", "--config", workspace.Configuration]);
        start.Environment["RIG_KEY"] = "sk-rig-upstream";
        Equip(start, "prenup", workspace);
        return Child.Start("prenup", port, start);
    }

    /// <summary>Portkey's gateway under Node.js.</summary>
    public static Child Portkey(string folder)
    {
        var port = Ports.Free();
        var start = new ProcessStartInfo("node", [PortkeyInstall.Script, $"--port={Text(port)}", "--headless"])
        {
            WorkingDirectory = folder,
        };
        start.Environment["NODE_ENV"] = "production";
        return Child.Start("portkey", port, start);
    }

    private static Child Role(string name, string role, string[] arguments, Workspace? workspace = null)
    {
        var port = Ports.Free();
        var program =
            Environment.ProcessPath ?? throw new InvalidOperationException("The rig does not know its own path.");
        var start = new ProcessStartInfo(program, [role, "--port", Text(port), .. arguments]);
        if (workspace is not null)
        {
            Equip(start, name, workspace);
        }

        return Child.Start(name, port, start);
    }

    // The defaults, said aloud, so that no child differs by its own runtimeconfig.json or by the caller's environment.
    private static void Equip(ProcessStartInfo start, string name, Workspace workspace)
    {
        foreach (var variable in start.Environment.Keys.Where(IsRuntimeSetting).ToList())
        {
            start.Environment.Remove(variable);
        }

        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "1";
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_STARTUP_HOOKS"] = typeof(Launch).Assembly.Location;
        start.Environment[StartupHook.Variable] = workspace.Probe(name);
    }

    private static bool IsRuntimeSetting(string variable) =>
        variable.StartsWith("DOTNET_gc", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("DOTNET_Tiered", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("DOTNET_ThreadPool_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("DOTNET_SYSTEM_NET_", StringComparison.OrdinalIgnoreCase)
        || variable.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
