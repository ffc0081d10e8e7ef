using Prenup.Stores.Sealing;

namespace Prenup.Stores.Reading;

/// <summary>The check of a month's seal: every archived segment by its digest, and the month's file by its rows and last digest.</summary>
internal static class SealVerification
{
    /// <summary>What is not as it was sealed.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="month">The month.</param>
    /// <param name="entries">Rows that the month's file has now; null where there is none.</param>
    /// <param name="digest">The last digest of its chain.</param>
    /// <exception cref="IOException">A segment cannot be read.</exception>
    public static IEnumerable<LedgerFinding> Run(DataFolder folder, LedgerMonth month, long? entries, byte[]? digest)
    {
        if (Read(folder, month, out var wrong) is not { } seal)
        {
            return wrong is null
                ? []
                : [Of(month, LedgerFindingKind.Changed, $"The seal of {month} cannot be used: {wrong}.")];
        }
        var findings = new List<LedgerFinding>();
        var there = folder.Segments(month);
        foreach (var segment in seal.Segments)
        {
            if (!there.Contains(segment.Number))
            {
                findings.Add(Segment(segment.Number, "is missing from the archive"));
            }
            else if (SealedSegment.Of(folder, segment.Number) != segment)
            {
                findings.Add(Segment(segment.Number, "is not as it was sealed"));
            }
        }
        if (digest is not null && (seal.Entries != entries || seal.Digest != Convert.ToHexStringLower(digest)))
        {
            var text = $"{month} was sealed with {seal.Entries} rows and another last digest than it has now.";
            findings.Add(Of(month, LedgerFindingKind.Changed, text));
        }
        return findings;

        LedgerFinding Segment(int number, string what) =>
            new(LedgerFindingKind.Corrupt, $"Segment {number} of {month} {what}.", null, number, 0) { Month = month };
    }

    private static LedgerFinding Of(LedgerMonth month, LedgerFindingKind kind, string text) =>
        new(kind, text) { Month = month };

    private static MonthSeal? Read(DataFolder folder, LedgerMonth month, out string? wrong)
    {
        wrong = null;
        try
        {
            return MonthSeal.Read(folder, month);
        }
        catch (InvalidDataException e)
        {
            wrong = e.Message;
            return null;
        }
    }
}
