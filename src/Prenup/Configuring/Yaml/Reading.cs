namespace Prenup.Configuring.Yaml;

/// <summary>One file being read: where it is, what surrounds it, and where its findings go.</summary>
/// <param name="File">The file as it was named to the reader.</param>
/// <param name="Problems">Collects the findings.</param>
/// <param name="Environment">Looks up an environment variable; null where it is not set.</param>
/// <param name="Offline">Whether missing variables and files are warnings instead of errors.</param>
internal sealed record Reading(string File, Problems Problems, Func<string, string?> Environment, bool Offline)
{
    /// <summary>The digests of all files read so far, by absolute path.</summary>
    public Dictionary<string, string> Sources { get; init; } = [];

    /// <summary>Whether an unknown price is a warning even where the file's policy is to refuse it.</summary>
    public bool FlagPrices { get; init; }

    /// <summary>A path from the file, absolute: relative ones begin at the file's folder.</summary>
    public string Absolute(string path) =>
        Path.GetFullPath(path, Path.GetDirectoryName(Path.GetFullPath(File)) ?? Path.GetFullPath("."));

    /// <summary>How messages name a file that this one names: as it was named, from where this one was named.</summary>
    public string Beside(string path) => Path.Combine(Path.GetDirectoryName(File) ?? "", path);

    /// <summary>The text of a file named in this one, or null where it cannot be read.</summary>
    public string? TextOf(string path) => Take(Absolute(path)).Text;

    /// <summary>Reads a file and takes note of what was read.</summary>
    public SourceFile Take(string path)
    {
        var file = SourceFile.Read(path);
        Sources[path] = file.Digest;
        return file;
    }
}
