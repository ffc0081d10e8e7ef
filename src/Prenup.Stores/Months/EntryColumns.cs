using Prenup.Core.Usage;

namespace Prenup.Stores.Months;

/// <summary>The columns of <c>entries</c>: their names in SQLite, and which hold names and texts.</summary>
public static class EntryColumns
{
    /// <summary>The column of the first meter; the others follow in their order.</summary>
    public const int Meters = (int)EntryColumn.StoredId + 1;

    private const int FirstMeter = 128;

    /// <summary>How many there are, without <c>seq</c> and <c>digest</c>.</summary>
    public const int Count = Meters + Core.Usage.Meters.Count;

    /// <summary>The first of those that hold text; all before hold numbers, and so do the meters behind.</summary>
    public const int Texts = (int)EntryColumn.Tags;

    /// <summary>The names in SQLite, by number.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "kind",
        "attempt",
        "exchange",
        "ordinal",
        "opened_us",
        "closed_us",
        "key",
        "project",
        "team",
        "model",
        "offer",
        "account",
        "cloud",
        "dialect",
        "operation",
        "streamed",
        "reserved_pico",
        "outcome",
        "basis",
        "method",
        "terms",
        "cost_pico",
        "reported_pico",
        "status",
        "fault",
        "served_model",
        "served_tier",
        "first_content_us",
        "duration_us",
        "adjustment",
        "tags",
        "cloud_request",
        "stored_id",
        .. Core.Usage.Meters.All.Select(Of),
    ];

    /// <summary>
    /// The number by which a digest names a column: its own, or for a meter the meter's from 128 on. Neither another column nor
    /// another meter changes what was there before.
    /// </summary>
    public static byte NumberInDigests(int column) => (byte)(column < Meters ? column : column - Meters + FirstMeter);

    /// <summary>All names with commas between, behind <c>seq</c> and <c>digest</c>.</summary>
    public static string All { get; } = "seq, digest, " + string.Join(", ", Names);

    /// <summary>Whether a column holds the number of a name.</summary>
    public static bool IsName(int column) =>
        (EntryColumn)column
            is >= EntryColumn.Key
                and <= EntryColumn.Account
                or EntryColumn.Method
                or EntryColumn.Terms
                or EntryColumn.ServedModel
                or EntryColumn.ServedTier;

    /// <summary>Whether a column holds text.</summary>
    public static bool IsText(int column) => column is >= Texts and < Meters;

    /// <summary>A meter's column: <c>text_in_cached</c>.</summary>
    public static string Of(Meter meter) => meter.Name().Replace('-', '_');
}
