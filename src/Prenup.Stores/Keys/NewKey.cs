using Prenup.Core.Budgets;
using Prenup.Core.Keys;

namespace Prenup.Stores.Keys;

/// <summary>What a key to be made may do.</summary>
/// <param name="Name">Its name: unique, also among revoked ones, since entries are filed under it.</param>
/// <param name="Project">The project that pays.</param>
public sealed record NewKey(string Name, string Project)
{
    /// <summary>The project's team; empty where there is none.</summary>
    public string Team { get; init; } = "";

    /// <summary>What it may use.</summary>
    public Bounds Bounds { get; init; } = Bounds.None;

    /// <summary>Output tokens at most per exchange; null is no cap.</summary>
    public int? OutputCap { get; init; }

    /// <summary>The first instant at which it is not valid any more; null is never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Model names that its clients use, each with the model that is meant; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Aliases { get; init; }

    /// <summary>What its clients may decide themselves.</summary>
    public KeyOverrides Overrides { get; init; }
}
