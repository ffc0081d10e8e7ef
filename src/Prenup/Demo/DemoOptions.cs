using Prenup.Core.Prices;

namespace Prenup.Demo;

/// <summary>How the demonstration runs.</summary>
public sealed record DemoOptions
{
    /// <summary>The gateway's port on loopback; 0 is any free one.</summary>
    public int Port { get; init; } = 4747;

    /// <summary>How long new exchanges begin; null is until told to stop.</summary>
    public TimeSpan? For { get; init; }

    /// <summary>Whether the last line of standard output is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>An empty or missing folder that keeps journal, ledger and configuration; null is a temporary one that is removed at the end.</summary>
    public string? Keep { get; init; }

    /// <summary>Changes the gateway's prices; a test does, to see the totals differ.</summary>
    public Func<Price, Price>? Reprice { get; init; }
}
