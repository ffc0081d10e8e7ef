using System.Globalization;
using Prenup.Core.Ledger;
using Prenup.Pictures;

namespace Prenup.Demo;

/// <summary>The words of one line of the feed.</summary>
internal static class FeedCells
{
    /// <summary>The headings; one that begins with <c>&gt;</c> is of numbers.</summary>
    public static string[] Headings { get; } =
    ["time", "model", "offer", ">tries", "status", ">first ms", ">in", ">cached", ">out", ">USD"];

    /// <summary>The words under the headings.</summary>
    public static string[] Of(FeedLine line)
    {
        var last = line.Last;
        var usage = last.Closed?.Usage ?? default;
        var billed = last.State != AttemptState.Unbilled;
        return
        [
            line.At.ToLocalTime().ToString("HH:mm:ss", CultureInfo.InvariantCulture),
            last.Opened.Model,
            last.Opened.Offer,
            Cells.Count(line.Attempts.Count),
            Cells.Status(last),
            Cells.Milliseconds(line.FirstContent),
            Cells.TokensIn(usage, billed),
            usage[Core.Usage.Meter.TextInCached] is > 0 and var cached ? Cells.Count(cached) : "",
            Cells.TokensOut(usage, billed),
            Cells.Cost(last),
        ];
    }
}
