using System.CommandLine;
using System.Text.Json;
using Prenup.Pictures;
using Prenup.Stores.Reading;

namespace Prenup.Commands.Ledger;

/// <summary><c>prenup ledger verify</c>: the journal against SQLite and back, and every cost computed again.</summary>
internal static class LedgerVerifyCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print the findings as one JSON object" };

    /// <summary>The command.</summary>
    public static Command Create(Func<string, string?> environment)
    {
        var command = new Command("verify", "Check every entry, and compute every cost again") { Json };
        new PlaceOptions(environment).Attach(command, Run);
        return command;
    }

    private static int Run(Place place, ParseResult parsed)
    {
        var io = parsed.InvocationConfiguration;
        using var ledger = LedgerReader.Open(place.Folder);
        IReadOnlyList<LedgerFinding> findings;
        using (var bar = new ProgressLine(io.Error, "bytes of the journal"))
        {
            findings = ledger.Verify(place.Prices, bar.Show);
        }
        if (parsed.GetValue(Json))
        {
            io.Output.WriteLine(JsonLine.Of(json => Write(json, findings)));
        }
        else
        {
            foreach (var finding in findings)
            {
                io.Output.WriteLine($"{finding.Kind}{Where(finding)}: {finding.Text}");
            }
            io.Error.WriteLine(
                findings.Count == 0
                    ? $"The ledger in {place.Folder} is whole."
                    : $"The ledger in {place.Folder} has {findings.Count} findings."
            );
        }
        return findings.Count == 0 ? ExitCodes.Done : ExitCodes.No;
    }

    private static string Where(LedgerFinding finding)
    {
        var attempt = finding.Attempt is { } id ? $", attempt {id}" : "";
        var row = finding is { Month: { } month, Seq: { } seq } ? $", row {seq} of {month}" : "";
        return attempt + row + (finding.Segment is { } segment ? $", segment {segment} at {finding.Offset}" : "");
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<LedgerFinding> findings)
    {
        json.WriteBoolean("whole", findings.Count == 0);
        json.WriteStartArray("findings");
        foreach (var finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind.ToString());
            json.WriteString("text", finding.Text);
            json.WriteString("attempt", finding.Attempt?.ToString());
            json.WriteString("month", finding.Month?.Name);
            if (finding.Seq is { } seq)
            {
                json.WriteNumber("row", seq);
            }
            json.WriteStartArray("columns");
            foreach (var column in finding.Columns)
            {
                json.WriteStringValue(column);
            }
            json.WriteEndArray();
            if (finding is { Segment: { } segment, Offset: { } offset })
            {
                json.WriteNumber("segment", segment);
                json.WriteNumber("offset", offset);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
