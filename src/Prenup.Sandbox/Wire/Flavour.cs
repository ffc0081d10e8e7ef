using Prenup.Sandbox.Compatible;

namespace Prenup.Sandbox.Wire;

/// <summary>How one cloud's accent differs within the shared dialect.</summary>
/// <param name="Filtered">Whether replies carry content filter results, as on Azure.</param>
/// <param name="Indented">Whether whole bodies are indented, as at OpenAI.</param>
internal sealed record Flavour(bool Filtered, bool Indented)
{
    /// <summary>Whether AWS serves: base32 ids, who pays, and tokens written to the cache.</summary>
    public bool Amazon { get; init; }

    /// <summary>Whether AWS's engine for open weights answers, with plain thought and without event names.</summary>
    public bool OpenWeights { get; init; }

    /// <summary>Whether usage tells what was written to the cache.</summary>
    public bool CacheWrites => Amazon && !OpenWeights;

    /// <summary>How a server of open weights speaks; null for all others.</summary>
    public Accent? Accent { get; init; }
}
