namespace Prenup.Stores.Rollups;

/// <summary>A bucket that is not over: what came so far.</summary>
internal sealed class OpenBucket
{
    /// <summary>Its first second, since 1970; -1 before the first entry.</summary>
    public long Start { get; set; } = -1;

    /// <summary>The place of its first entry.</summary>
    public long First { get; set; }

    /// <summary>Its cells.</summary>
    public Cube Cube { get; } = new();
}
