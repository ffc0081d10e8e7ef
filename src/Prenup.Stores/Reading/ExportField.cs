using System.Globalization;
using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores.Months;

namespace Prenup.Stores.Reading;

/// <summary>One field of an exported attempt: a name, and a value that is a number, text or nothing.</summary>
/// <param name="Name">The field's name, as a column of the view <c>attempts</c> where it is one.</param>
/// <param name="Value">A <see cref="long"/>, a <see cref="string"/>, or null.</param>
internal readonly record struct ExportField(string Name, Func<LedgerRow, object?> Value)
{
    /// <summary>All fields, in order.</summary>
    public static IReadOnlyList<ExportField> All { get; } =
    [
        new("attempt", static row => row.Opened.Attempt.ToString()),
        new("exchange", static row => row.Opened.Exchange.ToString()),
        new("ordinal", static row => (long)row.Opened.Ordinal),
        new("opened", static row => Time(row.Opened.At)),
        new("closed", static row => Time(row.Closed?.At)),
        new("key", static row => row.Opened.Key),
        new("project", static row => row.Opened.Project),
        new("team", static row => row.Opened.Team),
        new("model", static row => row.Opened.Model),
        new("offer", static row => row.Opened.Offer),
        new("account", static row => row.Opened.Account),
        new("cloud", static row => row.Opened.Cloud.Name()),
        new("dialect", static row => row.Opened.Dialect.Name()),
        new("operation", static row => Names.Of(row.Opened.Operation)),
        new("streamed", static row => row.Opened.Streamed ? 1L : 0L),
        new("tags", static row => row.Opened.Tags),
        new("state", static row => row.State.Name()),
        new("outcome", static row => row.Closed is { } closed ? Names.Of(closed.Outcome) : null),
        new("basis", static row => row.Closed is { } closed ? Names.Of(closed.Basis) : null),
        new("method", static row => row.Closed?.Method),
        new("price", static row => row.Closed?.Terms?.PriceId),
        new("price_from", static row => Time(row.Closed?.Terms?.ValidFrom)),
        new("tier", static row => row.Closed?.Terms?.Tier),
        new("above_input_tokens", static row => row.Closed?.Terms?.AboveInputTokens),
        new("cost_usd", static row => row.Closed?.Cost?.ToString()),
        new("cost_pico", static row => row.Closed?.Cost?.Value),
        new("reported_pico", static row => row.Closed?.ReportedCost?.Value),
        new("reserved_pico", static row => row.Opened.Reserved?.Value),
        new("status", static row => (long?)row.Closed?.Status),
        new("fault", static row => row.Closed is { } closed ? Names.Of(closed.Fault) : null),
        new("cloud_request", static row => row.Closed?.CloudRequestId),
        new("served_model", static row => row.Closed?.ServedModel),
        new("served_tier", static row => row.Closed?.ServedTier),
        new("stored_id", static row => row.Closed?.StoredId),
        new("first_content_us", static row => row.Closed?.FirstContent?.Ticks / TimeSpan.TicksPerMicrosecond),
        new("duration_us", static row => row.Closed?.Duration.Ticks / TimeSpan.TicksPerMicrosecond),
        new("reported_cost_usd", static row => row.Closed?.ReportedCost?.ToString()),
        new("spilled_to", static row => row.Closed?.Terms?.SpilledTo),
        .. Meters.All.Select(static meter => new ExportField(EntryColumns.Of(meter), row => row.Closed?.Usage[meter])),
    ];

    private static string? Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
