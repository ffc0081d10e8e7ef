namespace Prenup.Stores.Months;

/// <summary>A text that rows of a month refer to by number: a key's name, a model's, a line of terms.</summary>
/// <param name="Id">The number, from 1, in the order of first use.</param>
/// <param name="Since">The row that used it first, by its place in the chain.</param>
/// <param name="Text">The text.</param>
public sealed record MonthName(long Id, long Since, string Text)
{
    /// <summary>Bytes of the longest one.</summary>
    public const int Longest = 4096;
}
