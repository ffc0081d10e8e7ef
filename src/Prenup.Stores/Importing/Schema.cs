using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores.Migrating;

namespace Prenup.Stores.Importing;

/// <summary>The tables of <c>ledger.db</c>, step by step. All is derived from the journal.</summary>
/// <remarks>Row ids are attempt ids, which grow with time, and no index but the row's own is kept: rows are appended, never scattered.</remarks>
internal static class Schema
{
    /// <summary>
    /// All steps. New columns come last, in the order of the record's fields. One that old rows need a value for, too: empty the
    /// tables and set the position to 0, and the importer fills them from the journal.
    /// </summary>
    public static SchemaSteps Steps { get; } =
        new(
            "ledger.db",
            """
            CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
            INSERT OR IGNORE INTO meta VALUES ('segment', 0), ('offset', 0);
            CREATE TABLE IF NOT EXISTS opened (
                attempt INTEGER PRIMARY KEY, exchange INTEGER NOT NULL, ordinal INTEGER NOT NULL, at_us INTEGER NOT NULL,
                key TEXT NOT NULL, project TEXT NOT NULL, team TEXT NOT NULL, model TEXT NOT NULL, offer TEXT NOT NULL,
                account TEXT NOT NULL, cloud INTEGER NOT NULL, dialect INTEGER NOT NULL, operation INTEGER NOT NULL,
                streamed INTEGER NOT NULL, tags TEXT);
            CREATE TABLE IF NOT EXISTS closed (
                attempt INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, outcome INTEGER NOT NULL, basis INTEGER NOT NULL,
                method TEXT, price TEXT, price_from_us INTEGER, tier TEXT, above_input_tokens INTEGER, cost_pico INTEGER,
                status INTEGER NOT NULL, fault INTEGER NOT NULL, cloud_request TEXT, served_model TEXT, served_tier TEXT,
                stored_id TEXT, first_content_us INTEGER, duration_us INTEGER NOT NULL,
                text_in INTEGER, text_in_cached INTEGER, text_in_write INTEGER, text_in_write_5m INTEGER,
                text_in_write_30m INTEGER, text_in_write_1h INTEGER, text_in_write_12h INTEGER, audio_in INTEGER,
                image_in INTEGER, text_out INTEGER, audio_out INTEGER, image_out INTEGER, reasoning INTEGER,
                rejected_prediction INTEGER);
            CREATE TABLE IF NOT EXISTS stored_objects (
                id TEXT PRIMARY KEY, project TEXT NOT NULL, model TEXT NOT NULL, offer TEXT NOT NULL,
                attempt INTEGER NOT NULL) WITHOUT ROWID
            """,
            // The version's first place; it would tell a falsehood from now on.
            "DELETE FROM meta WHERE name = 'schema'"
        );

    /// <summary>The view for people: one row per attempt, names for numbers, and the attempt's state.</summary>
    public static string View { get; } =
        $"""
            DROP VIEW IF EXISTS attempts;
            CREATE VIEW attempts AS SELECT
                o.attempt, o.exchange, o.ordinal, o.at_us AS opened_us, c.at_us AS closed_us,
                o.key, o.project, o.team, o.model, o.offer, o.account,
                {Names.Case<Cloud>("o.cloud", CloudNames.Name)} AS cloud,
                {Names.Case<Dialect>("o.dialect", DialectNames.Name)} AS dialect,
                {Names.Case<Operation>("o.operation", Names.Of)} AS operation, o.streamed, o.tags,
                {State} AS state,
                {Names.Case<Outcome>("c.outcome", Names.Of)} AS outcome,
                {Names.Case<UsageBasis>("c.basis", Names.Of)} AS basis, c.method,
                c.price, c.price_from_us, c.tier, c.above_input_tokens, c.cost_pico, c.status,
                {Names.Case<FaultKind>("c.fault", Names.Of)} AS fault,
                c.cloud_request, c.served_model, c.served_tier, c.stored_id, c.first_content_us, c.duration_us,
                {string.Join(", ", Meters.All.Select(static meter => "c." + Column(meter)))}
            FROM opened o LEFT JOIN closed c ON c.attempt = o.attempt;
            """;

    /// <summary>An attempt's state: the same decision as <c>AttemptStates.Of</c>, in SQL.</summary>
    public const string State = """
        CASE WHEN c.attempt IS NULL THEN 'open'
            WHEN c.basis = 3 THEN 'unbilled'
            WHEN c.basis = 0 OR c.cost_pico IS NULL THEN 'unknown'
            WHEN c.outcome <> 0 THEN 'partial'
            WHEN c.basis = 2 THEN 'estimated'
            ELSE 'settled' END
        """;

    /// <summary>A meter's column: <c>text_in_cached</c>.</summary>
    public static string Column(Meter meter) => meter.Name().Replace('-', '_');
}
