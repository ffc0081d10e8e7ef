using Prenup.LoadRig.Targets;

namespace Prenup.LoadRig.Report;

/// <summary>What the comparison with Prenup's ledger said.</summary>
internal static class LedgerLine
{
    public static void Write(TextWriter to, LedgerCount? ledger)
    {
        if (ledger is { Entries: { } entries })
        {
            var word = ledger.Equal ? "equal" : "NOT EQUAL";
            Line.Write(to, $"ledger: {entries} entries for {ledger.Sent} exchanges: {word}");
        }
        else if (ledger is not null)
        {
            Line.Write(to, $"LEDGER NOT CHECKED: {ledger.Remark}");
        }
    }
}
