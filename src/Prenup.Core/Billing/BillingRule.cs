using Prenup.Core.Faults;
using Prenup.Core.Offers;

namespace Prenup.Core.Billing;

/// <summary>One rule of who bills what. What is null or empty does not matter.</summary>
/// <param name="Billed">What it says.</param>
/// <param name="Source">Who says so, and when that was read.</param>
public sealed record BillingRule(Billed Billed, string Source)
{
    /// <summary>The clouds that it is of; empty for every one.</summary>
    public IReadOnlyList<Cloud> Clouds { get; init; } = [];

    /// <summary>The first instant it holds.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>The first instant it no longer holds.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>The statuses, both ends included.</summary>
    public (int First, int Last)? Status { get; init; }

    /// <summary>What went wrong.</summary>
    public IReadOnlyList<FaultKind> Faults { get; init; } = [];

    /// <summary>Whether the model had begun to answer.</summary>
    public bool? HasOutput { get; init; }

    /// <summary>Why the model stopped.</summary>
    public string? Stop { get; init; }

    /// <summary>Of a refusal the category.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Whether the rule is of this ending.</summary>
    public bool Covers(in Ending ending) =>
        From <= ending.At
        && ending.At < Until
        && (Status is not { } status || (ending.Status >= status.First && ending.Status <= status.Last))
        && (HasOutput is not { } output || output == ending.HasOutput)
        && (Stop is null || Stop == ending.Stop)
        && Has(Clouds, ending.Cloud)
        && Has(Faults, ending.Fault)
        && (Categories.Count == 0 || (ending.Category is { } category && Has(Categories, category)));

    private static bool Has<T>(IReadOnlyList<T> wanted, T found)
        where T : notnull
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i].Equals(found))
            {
                return true;
            }
        }
        return wanted.Count == 0;
    }
}
