namespace Prenup.Dialects.Requests;

/// <summary>One named edit over raw bytes: <paramref name="Length"/> bytes at <paramref name="Offset"/> give way to others.</summary>
/// <param name="Offset">From the first byte of the original.</param>
/// <param name="Length">Bytes taken out; 0 for an insertion.</param>
/// <param name="Replacement">Bytes put in.</param>
public readonly record struct Splice(int Offset, int Length, ReadOnlyMemory<byte> Replacement);
