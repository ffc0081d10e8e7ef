namespace Prenup.Stores.Rollups;

/// <summary>What of a bucket is read: the less a report distinguishes, the fewer cells there are.</summary>
internal enum RollupPart
{
    /// <summary>One cell for each state.</summary>
    Totals,

    /// <summary>The cells without regard to tags.</summary>
    Cells,

    /// <summary>The cells by tags too.</summary>
    Tagged,
}
