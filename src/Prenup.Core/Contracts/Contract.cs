namespace Prenup.Core.Contracts;

/// <summary>Commercial terms with one cloud, as signed.</summary>
public sealed record Contract
{
    /// <summary>Its name in the configuration: <c>aws-edp</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The cloud it is with, by its name in the configuration; it may be one that is not served yet.</summary>
    public required string Cloud { get; init; }

    /// <summary>When it holds.</summary>
    public required Term Valid { get; init; }

    /// <summary>The share taken off the list price, from 0 to below 1.</summary>
    public decimal Discount { get; init; }

    /// <summary>Spend that was promised; null where none was.</summary>
    public Commitment? Commitment { get; init; }

    /// <summary>Capacity that is paid by the hour; null where there is none.</summary>
    public Provisioned? Provisioned { get; init; }

    /// <summary>Further discounts by spend within the term, lowest step first.</summary>
    public IReadOnlyList<VolumeTier> VolumeTiers { get; init; } = [];

    /// <summary>A share of revenue that is owed; null where none is.</summary>
    public RevenueShare? RevenueShare { get; init; }

    /// <summary>A share of spend that must be offered here first; null where there is none.</summary>
    public FirstRefusal? FirstRefusal { get; init; }
}
