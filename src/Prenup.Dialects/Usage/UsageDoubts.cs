namespace Prenup.Dialects.Usage;

/// <summary>What can be wrong with the numbers of a usage object.</summary>
internal static class UsageDoubts
{
    public const string NoCount = "a token count is no whole number of at least 0";
    public const string Input = "the parts of the input exceed its total";
    public const string Output = "the parts of the output exceed its total";
    public const string Writes = "the cache writes by life exceed their total";
    public const string Total = "the parts do not add up to the total";
}
