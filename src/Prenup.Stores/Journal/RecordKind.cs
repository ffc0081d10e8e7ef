namespace Prenup.Stores.Journal;

/// <summary>What a record holds, and in which form; a new form gets a new number. Never renumber.</summary>
public enum RecordKind : byte
{
    /// <summary>No record: a zeroed byte.</summary>
    None = 0,

    /// <summary>An opened entry, first form.</summary>
    Opened = 1,

    /// <summary>A closed entry, first form.</summary>
    Closed = 2,

    /// <summary>What a segment takes over from the one before it, first form; always its first record.</summary>
    Carried = 3,
}
