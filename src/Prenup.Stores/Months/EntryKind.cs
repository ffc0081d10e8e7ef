namespace Prenup.Stores.Months;

/// <summary>What a row of a month is. Never renumber: the rows hold the number.</summary>
public enum EntryKind : byte
{
    /// <summary>An attempt that has ended: its opened and its closed entry.</summary>
    Attempt = 0,

    /// <summary>An adjustment of an attempt's cost.</summary>
    Adjustment = 1,
}
