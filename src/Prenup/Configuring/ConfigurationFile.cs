using Prenup.Configuring.Yaml;

namespace Prenup.Configuring;

/// <summary>A configuration file that is read more than once, with the price books and secrets that it refers to.</summary>
/// <param name="path">The file; messages name it as given here.</param>
/// <param name="environment">Looks up an environment variable; null where it is not set.</param>
public sealed class ConfigurationFile(string path, Func<string, string?> environment)
{
    private volatile IReadOnlyDictionary<string, string> _seen = new Dictionary<string, string>();

    /// <summary>The file as it was named.</summary>
    public string Path => path;

    /// <summary>Every file of the last reading, absolute, those that could not be read among them.</summary>
    public IEnumerable<string> Files => _seen.Keys;

    /// <summary>Reads it whole, as it is now.</summary>
    public ConfigurationResult Read()
    {
        var result = ConfigurationReader.ReadFile(path, environment);
        _seen = result.Sources;
        return result;
    }

    /// <summary>
    /// Whether any of its files holds other bytes than at the last reading. Bytes, not times: links that are swapped and file
    /// systems that are shared tell no reliable ones.
    /// </summary>
    public bool HasChanged() => _seen.Any(static seen => SourceFile.Read(seen.Key).Digest != seen.Value);
}
