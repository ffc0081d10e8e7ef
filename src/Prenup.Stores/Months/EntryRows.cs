using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Months;

/// <summary>From entries to rows.</summary>
internal static class EntryRows
{
    /// <summary>Fills a row with an attempt that has ended.</summary>
    public static void Fill(EntryRow row, Opened opened, Closed closed, MonthNames names, long seq)
    {
        row.Clear();
        row.Set(EntryColumn.Kind, (long)EntryKind.Attempt);
        Fill(row, opened, names, seq);
        row.Set(EntryColumn.At, Micros.Of(closed.At));
        row.Set(EntryColumn.Outcome, (long)closed.Outcome);
        row.Set(EntryColumn.Basis, (long)closed.Basis);
        row.Set(EntryColumn.Method, Id(closed.Method, names, seq));
        row.Set(EntryColumn.Terms, closed.Terms is { } terms ? names.Of(terms, seq) : null);
        row.Set(EntryColumn.Cost, closed.Cost?.Value);
        row.Set(EntryColumn.ReportedCost, closed.ReportedCost?.Value);
        row.Set(EntryColumn.Status, closed.Status);
        row.Set(EntryColumn.Fault, (long)closed.Fault);
        row.Set(EntryColumn.ServedModel, Id(closed.ServedModel, names, seq));
        row.Set(EntryColumn.ServedTier, Id(closed.ServedTier, names, seq));
        row.Set(EntryColumn.FirstContent, closed.FirstContent is { } first ? Micros.Of(first) : null);
        row.Set(EntryColumn.Duration, Micros.Of(closed.Duration));
        row.Set(EntryColumn.CloudRequest, closed.CloudRequestId);
        row.Set(EntryColumn.StoredId, closed.StoredId);
        foreach (var meter in Meters.All)
        {
            if (closed.Usage[meter] is { } tokens)
            {
                row.Set(EntryColumns.Meters + (int)meter, tokens);
            }
        }
    }

    /// <summary>Fills a row with an adjustment.</summary>
    /// <param name="row">The row.</param>
    /// <param name="entry">The adjustment.</param>
    /// <param name="opened">The opened entry of its attempt, so that it counts for the same key, offer and so on; null where there is none.</param>
    /// <param name="names">The names of the month.</param>
    /// <param name="seq">The row's place in the chain.</param>
    public static void Fill(EntryRow row, Adjustment entry, Opened? opened, MonthNames names, long seq)
    {
        row.Clear();
        row.Set(EntryColumn.Kind, (long)EntryKind.Adjustment);
        if (opened is not null)
        {
            Fill(row, opened with { Reserved = null }, names, seq);
        }
        row.Set(EntryColumn.Attempt, entry.Attempt.Value);
        row.Set(EntryColumn.OpenedAt, Micros.Of(entry.At));
        row.Set(EntryColumn.At, Micros.Of(entry.At));
        row.Set(EntryColumn.Method, names.Of(entry.Reason, seq));
        row.Set(EntryColumn.Terms, entry.Terms is { } terms ? names.Of(terms, seq) : null);
        row.Set(EntryColumn.Cost, entry.Amount.Value);
        row.Set(EntryColumn.Adjustment, entry.Id.Value);
    }

    /// <summary>The opened entry of a row.</summary>
    public static Opened Opened(EntryRow row, MonthNames names) =>
        new()
        {
            Attempt = new LedgerId(row.Number(EntryColumn.Attempt)),
            Exchange = new LedgerId(row[EntryColumn.Exchange] ?? 0),
            Ordinal = (int)(row[EntryColumn.Ordinal] ?? 0),
            At = Micros.At(row.Number(EntryColumn.OpenedAt)),
            Key = Name(row, names, EntryColumn.Key) ?? "",
            Project = Name(row, names, EntryColumn.Project) ?? "",
            Team = Name(row, names, EntryColumn.Team) ?? "",
            Model = Name(row, names, EntryColumn.Model) ?? "",
            Offer = Name(row, names, EntryColumn.Offer) ?? "",
            Account = Name(row, names, EntryColumn.Account) ?? "",
            Cloud = (Cloud)(row[EntryColumn.Cloud] ?? 0),
            Dialect = (Dialect)(row[EntryColumn.Dialect] ?? 0),
            Operation = (Operation)(row[EntryColumn.Operation] ?? 0),
            Streamed = row[EntryColumn.Streamed] is > 0,
            Reserved = Amount(row[EntryColumn.Reserved]),
            Tags = row.Text(EntryColumn.Tags),
        };

    /// <summary>The closed entry of a row.</summary>
    public static Closed Closed(EntryRow row, MonthNames names) =>
        new()
        {
            Attempt = new LedgerId(row.Number(EntryColumn.Attempt)),
            At = Micros.At(row.Number(EntryColumn.At)),
            Outcome = (Outcome)(row[EntryColumn.Outcome] ?? 0),
            Basis = (UsageBasis)(row[EntryColumn.Basis] ?? 0),
            Method = Name(row, names, EntryColumn.Method),
            Terms = row[EntryColumn.Terms] is { } terms ? names.Terms(terms) : null,
            Cost = Amount(row[EntryColumn.Cost]),
            ReportedCost = Amount(row[EntryColumn.ReportedCost]),
            Status = (int)(row[EntryColumn.Status] ?? 0),
            Fault = (FaultKind)(row[EntryColumn.Fault] ?? 0),
            CloudRequestId = row.Text(EntryColumn.CloudRequest),
            ServedModel = Name(row, names, EntryColumn.ServedModel),
            ServedTier = Name(row, names, EntryColumn.ServedTier),
            StoredId = row.Text(EntryColumn.StoredId),
            FirstContent = row[EntryColumn.FirstContent] is { } first ? Micros.Span(first) : null,
            Duration = Micros.Span(row[EntryColumn.Duration] ?? 0),
            Usage = Usage(row),
        };

    /// <summary>The adjustment of a row.</summary>
    public static Adjustment Adjustment(EntryRow row, MonthNames names) =>
        new()
        {
            Id = new LedgerId(row[EntryColumn.Adjustment] ?? 0),
            Attempt = new LedgerId(row.Number(EntryColumn.Attempt)),
            At = Micros.At(row.Number(EntryColumn.At)),
            Amount = new PicoDollars(row[EntryColumn.Cost] ?? 0),
            Terms = row[EntryColumn.Terms] is { } terms ? names.Terms(terms) : null,
            Reason = Name(row, names, EntryColumn.Method) ?? "",
        };

    private static void Fill(EntryRow row, Opened opened, MonthNames names, long seq)
    {
        row.Set(EntryColumn.Attempt, opened.Attempt.Value);
        row.Set(EntryColumn.Exchange, opened.Exchange.Value);
        row.Set(EntryColumn.Ordinal, opened.Ordinal);
        row.Set(EntryColumn.OpenedAt, Micros.Of(opened.At));
        row.Set(EntryColumn.Key, names.Of(opened.Key, seq));
        row.Set(EntryColumn.Project, names.Of(opened.Project, seq));
        row.Set(EntryColumn.Team, names.Of(opened.Team, seq));
        row.Set(EntryColumn.Model, names.Of(opened.Model, seq));
        row.Set(EntryColumn.Offer, names.Of(opened.Offer, seq));
        row.Set(EntryColumn.Account, names.Of(opened.Account, seq));
        row.Set(EntryColumn.Cloud, (long)opened.Cloud);
        row.Set(EntryColumn.Dialect, (long)opened.Dialect);
        row.Set(EntryColumn.Operation, (long)opened.Operation);
        row.Set(EntryColumn.Streamed, opened.Streamed ? 1 : 0);
        row.Set(EntryColumn.Reserved, opened.Reserved?.Value);
        row.Set(EntryColumn.Tags, opened.Tags);
    }

    private static long? Id(string? text, MonthNames names, long seq) => text is null ? null : names.Of(text, seq);

    private static string? Name(EntryRow row, MonthNames names, EntryColumn column) =>
        row[column] is { } id ? names.Text(id) : null;

    private static PicoDollars? Amount(long? pico) => pico is { } value ? new PicoDollars(value) : null;

    private static UsageVector Usage(EntryRow row)
    {
        var usage = default(UsageVector);
        foreach (var meter in Meters.All)
        {
            if (row[EntryColumns.Meters + (int)meter] is { } tokens and >= 0)
            {
                usage = usage.With(meter, tokens);
            }
        }
        return usage;
    }
}
