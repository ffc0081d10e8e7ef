using System.Collections.Frozen;

namespace Prenup.Core.Keys;

/// <summary>A key that Prenup issued: who is asking, and what they may use. The key itself is not kept, only its hash.</summary>
public sealed record VirtualKey
{
    /// <summary>Its stable name, unique in the gateway; counters and entries are filed under it.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the key.</summary>
    public required KeyHash Hash { get; init; }

    /// <summary>The project that pays and that owns what is stored at clouds.</summary>
    public required string Project { get; init; }

    /// <summary>The project's team; empty where there is none.</summary>
    public string Team { get; init; } = "";

    /// <summary>Models it may ask for by name; null is every model.</summary>
    public FrozenSet<string>? Models { get; init; }

    /// <summary>Rates and concurrency.</summary>
    public KeyLimits Limits { get; init; } = KeyLimits.None;

    /// <summary>What it may spend; null is no budget.</summary>
    public Budget? Budget { get; init; }

    /// <summary>Output tokens at most per exchange; injected where the request names none or more. Null is no cap.</summary>
    public int? OutputCap { get; init; }

    /// <summary>Whether the key may ask for this model.</summary>
    public bool Allows(string model) => Models is null || Models.Contains(model);
}
