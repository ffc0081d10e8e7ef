namespace Prenup.Stores.Rollups;

/// <summary>How long a bucket of a rollup is. Buckets nest, and begin on the full minute, hour and day in UTC.</summary>
public enum RollupLevel : byte
{
    /// <summary>A minute.</summary>
    Minute = 0,

    /// <summary>An hour.</summary>
    Hour = 1,

    /// <summary>A day.</summary>
    Day = 2,
}
