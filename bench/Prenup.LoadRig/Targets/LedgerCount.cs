using System.Diagnostics;
using System.Text.Json;

namespace Prenup.LoadRig.Targets;

/// <summary>Prenup's ledger against what was sent: every exchange has to have left exactly one closed entry.</summary>
/// <param name="Sent">Exchanges sent.</param>
/// <param name="Entries">Closed entries in the ledger; null when it could not be asked.</param>
/// <param name="Remark">Why it could not be asked.</param>
internal sealed record LedgerCount(long Sent, long? Entries, string Remark = "")
{
    private static readonly string[] Names = ["entries", "attempts", "exchanges"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>True when the counts are known and equal.</summary>
    public bool Equal => Entries == Sent;

    /// <summary>Ends the gateway in good order and asks `prenup ledger sum --json`.</summary>
    public static LedgerCount Take(Child gateway, Workspace workspace, long sent)
    {
        if (!gateway.Stop(Patience))
        {
            return new(sent, null, "the gateway did not end within 30 s of SIGTERM");
        }

        var start = new ProcessStartInfo(
            Workspace.PrenupProgram,
            ["ledger", "sum", "--config", workspace.Configuration, "--json"]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["RIG_KEY"] = "sk-rig-upstream";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        return process.WaitForExit(Patience) && process.ExitCode == 0
            ? Read(output, sent)
            : new(sent, null, "`prenup ledger sum` failed: " + errors.GetAwaiter().GetResult().Split('\n')[0]);
    }

    private static LedgerCount Read(string output, long sent)
    {
        try
        {
            using var document = JsonDocument.Parse(output.Trim().Split('\n')[^1]);
            foreach (var name in Names)
            {
                if (document.RootElement.TryGetProperty(name, out var count) && count.TryGetInt64(out var entries))
                {
                    return new(sent, entries);
                }
            }

            return new(sent, null, "`prenup ledger sum --json` names no number of entries");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return new(sent, null, "`prenup ledger sum --json` cannot be read: " + error.Message);
        }
    }
}
