using System.Text.Json;

namespace Prenup.LoadRig.Targets;

/// <summary>
/// What `prenup.runtimeconfig.json` sets process-wide and the rig's own (which YARP runs under) does not: a ratio under
/// unlike settings says nothing about the code.
/// </summary>
internal static class RuntimeSettings
{
    private static readonly string[] Watched =
    [
        "System.GC.",
        "System.Threading.",
        "System.Runtime.Tiered",
        "System.Net.",
    ];

    /// <summary>The settings that differ; empty where a file is missing.</summary>
    public static IReadOnlyList<string> Differences()
    {
        var gateway = Read(Workspace.PrenupProgram + ".runtimeconfig.json");
        var rig = Read(Path.Combine(AppContext.BaseDirectory, "Prenup.LoadRig.runtimeconfig.json"));
        return [.. gateway.Except(rig).Union(rig.Except(gateway)).Order(StringComparer.Ordinal)];
    }

    private static HashSet<string> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.GetProperty("runtimeOptions").TryGetProperty("configProperties", out var properties)
            ? [.. properties.EnumerateObject().Where(IsWatched).Select(property => $"{property.Name}={property.Value}")]
            : [];
    }

    private static bool IsWatched(JsonProperty property) =>
        Watched.Any(prefix => property.Name.StartsWith(prefix, StringComparison.Ordinal));
}
