using System.ComponentModel;
using System.Diagnostics;

namespace Prenup.LoadRig.Targets;

/// <summary>Installs Portkey's gateway by npm into the artifacts folder at its first use.</summary>
internal static class PortkeyInstall
{
    /// <summary>The gateway's start script, relative to its folder.</summary>
    public const string Script = "node_modules/@portkey-ai/gateway/build/start-server.js";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // @hono/node-server from 1.14 on makes a streamed reply of this gateway a 500 (immutable headers).
    private const string Manifest = """
        {
          "name": "portkey-for-comparison",
          "private": true,
          "dependencies": { "@portkey-ai/gateway": "1.15.2", "@hono/node-server": "1.13.8" },
          "overrides": { "@hono/node-server": "1.13.8" }
        }
        """;

    /// <summary>The folder to start it in.</summary>
    /// <exception cref="InvalidOperationException">node or npm is missing, or the installation failed.</exception>
    public static string Folder()
    {
        var folder = Path.Combine(Workspace.Artifacts, "portkey");
        if (!File.Exists(Path.Combine(folder, Script)))
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "package.json"), Manifest);
            Install(folder);
        }

        return folder;
    }

    private static void Install(string folder)
    {
        try
        {
            var start = new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            using var npm = Process.Start(start)!;
            if (!npm.WaitForExit(Patience) || npm.ExitCode != 0)
            {
                npm.Kill(entireProcessTree: true);
                throw new InvalidOperationException("npm install failed.");
            }
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException("npm is not installed.", error);
        }
    }
}
