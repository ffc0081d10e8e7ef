using System.Collections.Frozen;
using Prenup.Core.Budgets;

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

    /// <summary>What it may use.</summary>
    public Bounds Bounds { get; init; } = Bounds.None;

    /// <summary>Output tokens at most per exchange; injected where the request names none or more. Null is no cap.</summary>
    public int? OutputCap { get; init; }

    /// <summary>The first instant at which it is not valid any more; null is never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The key before the last rotation; null where there is none.</summary>
    public PreviousKey? Previous { get; init; }

    /// <summary>Model names that its clients use, each with the model that is meant; null for none.</summary>
    public FrozenDictionary<string, string>? Aliases { get; init; }

    /// <summary>What its clients may decide themselves.</summary>
    public KeyOverrides Overrides { get; init; }

    /// <summary>The model that is meant by a name which the key's client uses.</summary>
    public string Resolve(string model) => Aliases?.GetValueOrDefault(model) ?? model;

    /// <summary>Whether the key with this hash, which is this one's or the one's before, is valid at an instant.</summary>
    public bool IsValid(KeyHash hash, DateTimeOffset at) =>
        !(at >= Expires)
        && (hash == Hash || (Previous is { } previous && hash == previous.Hash && at < previous.Until));
}
