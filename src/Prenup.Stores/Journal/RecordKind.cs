namespace Prenup.Stores.Journal;

/// <summary>What a record holds, and in which form; a new form gets a new number. Never renumber.</summary>
public enum RecordKind : byte
{
    /// <summary>No record: a zeroed byte.</summary>
    None = 0,

    /// <summary>An opened entry, first form.</summary>
    Opened1 = 1,

    /// <summary>A closed entry, first form.</summary>
    Closed1 = 2,

    /// <summary>What a segment takes over from the one before it, first form; always its first record.</summary>
    Carried = 3,

    /// <summary>A text and the number that stands for it until the segment ends.</summary>
    Label = 4,

    /// <summary>An opened entry, with numbers for texts.</summary>
    Opened = 5,

    /// <summary>A closed entry, with numbers for texts.</summary>
    Closed = 6,

    /// <summary>An adjustment.</summary>
    Adjusted = 7,
}
