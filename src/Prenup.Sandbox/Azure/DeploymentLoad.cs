using System.Collections.Concurrent;

namespace Prenup.Sandbox.Azure;

/// <summary>Which of Azure's deployments are full at this moment, and where their requests go instead. Thread-safe.</summary>
public sealed class DeploymentLoad
{
    private readonly ConcurrentDictionary<string, string> _full = new(StringComparer.Ordinal);

    /// <summary>
    /// From now on the deployment serves nothing itself: it answers 429 with <c>retry-after</c> and <c>retry-after-ms</c>,
    /// or, where it has a spill-over deployment, that one answers in its place and says so in the headers.
    /// </summary>
    /// <param name="deployment">The full one.</param>
    /// <param name="spillTo">Its spill-over deployment; null where it has none, and then a request may name one by a header.</param>
    public void Saturate(string deployment, string? spillTo = null) => _full[deployment] = spillTo ?? "";

    /// <summary>The deployment has room again.</summary>
    public void Relieve(string deployment) => _full.TryRemove(deployment, out _);

    /// <summary>Whether the deployment is full.</summary>
    internal bool IsFull(string deployment) => _full.ContainsKey(deployment);

    /// <summary>The spill-over deployment that it was given; null where it has none.</summary>
    internal string? SpillOf(string deployment) =>
        _full.TryGetValue(deployment, out string? target) && target.Length > 0 ? target : null;
}
