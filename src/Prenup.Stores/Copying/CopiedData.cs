using Prenup.Stores.Journal;

namespace Prenup.Stores.Copying;

/// <summary>What a copy of a data folder holds.</summary>
/// <param name="Segments">Segments of the journal.</param>
/// <param name="Bytes">Bytes of all files.</param>
/// <param name="End">After the last entry.</param>
public sealed record CopiedData(int Segments, long Bytes, JournalPosition End);
