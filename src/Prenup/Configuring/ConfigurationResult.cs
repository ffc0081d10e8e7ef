namespace Prenup.Configuring;

/// <summary>A configuration, or every reason why there is none.</summary>
/// <param name="Configuration">The whole configuration; null as soon as there is one error.</param>
/// <param name="Errors">All errors at once, in file order; empty where there is a configuration.</param>
/// <param name="Warnings">What was read but is not enforced or not served, in file order; also where there are errors.</param>
/// <param name="Notes">What was made without being written down; only for a configuration made from the environment.</param>
public sealed record ConfigurationResult(
    Configuration? Configuration,
    IReadOnlyList<Problem> Errors,
    IReadOnlyList<Problem> Warnings,
    IReadOnlyList<string> Notes
)
{
    /// <summary>What was read, by absolute path, with a digest of each file's bytes; empty where it could not be read.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; init; } = new Dictionary<string, string>();
}
