using System.Globalization;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Stores.Reading;

namespace Prenup.Pictures;

/// <summary>Entries as words for people. What is unknown says so; it is never a 0.</summary>
internal static class Cells
{
    private const string Unknown = "unknown";

    /// <summary>An attempt's cost in USD, exact.</summary>
    public static string Cost(LedgerRow row) => row.Closed is null ? "open" : row.Closed.Cost?.ToString() ?? Unknown;

    /// <summary>A group's cost in USD, exact, and how many costs are not in it because nobody knows them.</summary>
    public static string Cost(LedgerSum sum)
    {
        var closed = sum.Attempts - sum.ByState.GetValueOrDefault(AttemptState.Open);
        return sum.CostUnknown switch
        {
            0 => sum.Cost.ToString(),
            var unknown when unknown == closed => Unknown,
            var unknown => $"{sum.Cost} + {Count(unknown)} unknown",
        };
    }

    /// <summary>Tokens read by the model.</summary>
    public static string TokensIn(UsageVector usage, bool billed = true) => Tokens(usage, input: true, billed);

    /// <summary>Tokens written by the model.</summary>
    public static string TokensOut(UsageVector usage, bool billed = true) => Tokens(usage, input: false, billed);

    /// <summary>A state or a status with what went wrong.</summary>
    public static string Status(LedgerRow row) =>
        row.Closed switch
        {
            null => "",
            { Status: 0 } closed => closed.Fault.ToString(),
            { Fault: Core.Faults.FaultKind.None } closed => Count(closed.Status),
            var closed => $"{Count(closed.Status)} {closed.Fault}",
        };

    /// <summary>Whole milliseconds.</summary>
    public static string Milliseconds(TimeSpan? time) =>
        time is { } known ? known.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) : "";

    /// <summary>A whole number.</summary>
    public static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);

    // A cloud that reports no output at all, as for vectors, leaves the cell empty.
    private static string Tokens(UsageVector usage, bool input, bool billed)
    {
        if (usage.IsEmpty)
        {
            return billed ? Unknown : "";
        }
        return (input ? usage.HasInput : usage.HasOutput) ? Count(input ? usage.TotalIn : usage.TotalOut) : "";
    }
}
