namespace Prenup.Stores.Journal;

/// <summary>A place in the journal.</summary>
/// <param name="Segment">The segment's number, from 1; 0 is before the first.</param>
/// <param name="Offset">Bytes from the segment's begin.</param>
public readonly record struct JournalPosition(int Segment, long Offset) : IComparable<JournalPosition>
{
    /// <summary>Whether the left place comes earlier.</summary>
    public static bool operator <(JournalPosition left, JournalPosition right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left place comes later.</summary>
    public static bool operator >(JournalPosition left, JournalPosition right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left place does not come later.</summary>
    public static bool operator <=(JournalPosition left, JournalPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left place does not come earlier.</summary>
    public static bool operator >=(JournalPosition left, JournalPosition right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(JournalPosition other) =>
        Segment != other.Segment ? Segment.CompareTo(other.Segment) : Offset.CompareTo(other.Offset);

    /// <summary>For people: <c>000001.journal+32</c>.</summary>
    public override string ToString() => $"{Segment:D6}.journal+{Offset}";
}
