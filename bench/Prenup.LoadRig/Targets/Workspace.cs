using Prenup.LoadRig.Traffic;

namespace Prenup.LoadRig.Targets;

/// <summary>The temporary folder of one run: Prenup's configuration, data and access log. It is deleted at the end.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("prenup-rig-").FullName;

    public Workspace() => Cleanup.Add(this);

    /// <summary>The gateway beside the rig in the artifacts folder, of the same build configuration.</summary>
    public static string PrenupProgram => Path.Combine(Artifacts, "bin", "Prenup", BuildConfiguration, "prenup");

    /// <summary>The build's artifacts folder: the rig lies in `artifacts/bin/Prenup.LoadRig/release/`.</summary>
    public static string Artifacts => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."));

    /// <summary>The path of the configuration file.</summary>
    public string Configuration => Path.Combine(folder, "prenup.yaml");

    private static string BuildConfiguration =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    /// <summary>The path of a child's probe socket.</summary>
    public string Probe(string child) => Path.Combine(folder, child + ".probe");

    /// <summary>Writes the configuration: one account, one model, one project, and the keys.</summary>
    public void Configure(int port, int upstream, IEnumerable<string> keys)
    {
        var declared = keys.Select(
            (key, index) => $"  k{index:d4}: {{ hash: \"{Keys.Declared(key)}\", project: rig }}"
        );
        var text = $$"""
            listen:
              - { url: "http://127.0.0.1:{{port}}" }
            data: {{Path.Combine(folder, "data")}}
            accounts:
              upstream: { cloud: openai, endpoint: "http://127.0.0.1:{{upstream}}/v1", key: "env:RIG_KEY" }
            models:
              {{Replies.Model}}:
                route: ordered
                offers:
                  - { name: direct, account: upstream, model: {{Replies.Model}}, price: openai/{{Replies.Model}}, scope: global }
            organisation: { name: rig }
            teams: { rig: {} }
            projects: { rig: { team: rig } }
            access-log: { file: {{Path.Combine(folder, "access.log")}} }
            keys:
            {{string.Join('\n', declared)}}

            """;
        File.WriteAllText(Configuration, text);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
