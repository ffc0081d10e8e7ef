using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores.Migrating;
using Prenup.Stores.Rollups;

namespace Prenup.Stores.Months;

/// <summary>The tables of a month's file, step by step. All is derived from the journal.</summary>
/// <remarks>Rows are only appended, in the order in which attempts ended. While the month lasts there is no index to keep.</remarks>
internal static class MonthSchema
{
    /// <summary>All steps. New columns of <c>entries</c> come last, in the order of <see cref="EntryColumns"/>, and may be null.</summary>
    public static SchemaSteps Steps { get; } =
        new(
            "", // named after its month
            """
            CREATE TABLE head (
                id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, offset INTEGER NOT NULL, entries INTEGER NOT NULL,
                digest BLOB NOT NULL, own_digest BLOB NOT NULL);
            CREATE TABLE names (id INTEGER PRIMARY KEY, since INTEGER NOT NULL, text TEXT NOT NULL);
            CREATE TABLE entries (
                seq INTEGER PRIMARY KEY, digest BLOB NOT NULL,
                kind INTEGER NOT NULL, attempt INTEGER NOT NULL, exchange INTEGER, ordinal INTEGER,
                opened_us INTEGER NOT NULL, closed_us INTEGER NOT NULL,
                key INTEGER, project INTEGER, team INTEGER, model INTEGER, offer INTEGER, account INTEGER,
                cloud INTEGER, dialect INTEGER, operation INTEGER, streamed INTEGER, reserved_pico INTEGER,
                outcome INTEGER, basis INTEGER, method INTEGER, terms INTEGER, cost_pico INTEGER, reported_pico INTEGER,
                status INTEGER, fault INTEGER, served_model INTEGER, served_tier INTEGER,
                first_content_us INTEGER, duration_us INTEGER, adjustment INTEGER,
                tags TEXT, cloud_request TEXT, stored_id TEXT,
                text_in INTEGER, text_in_cached INTEGER, text_in_write INTEGER, text_in_write_5m INTEGER,
                text_in_write_30m INTEGER, text_in_write_1h INTEGER, text_in_write_12h INTEGER, audio_in INTEGER,
                image_in INTEGER, text_out INTEGER, audio_out INTEGER, image_out INTEGER, reasoning INTEGER,
                rejected_prediction INTEGER, audio_in_cached INTEGER, image_in_cached INTEGER, web_searches INTEGER,
                file_searches INTEGER, images INTEGER, audio_seconds INTEGER, code_sessions INTEGER,
                cache_token_hours INTEGER)
            """,
            RollupSchema.Tables
        );

    /// <summary>The indexes that a month gets when it is over.</summary>
    public const string Indexes = """
        CREATE INDEX IF NOT EXISTS by_attempt ON entries (attempt);
        CREATE INDEX IF NOT EXISTS by_exchange ON entries (exchange);
        """;

    /// <summary>How many those are.</summary>
    public const int IndexCount = 2;

    /// <summary>The view for people: one row per attempt that has ended, names for numbers, and the attempt's state.</summary>
    public static string View { get; } =
        $"""
            DROP VIEW IF EXISTS attempts;
            CREATE VIEW attempts AS SELECT
                attempt, exchange, ordinal, opened_us, closed_us,
                {Name("key")}, {Name("project")}, {Name("team")}, {Name("model")}, {Name("offer")}, {Name("account")},
                {Names.Case<Cloud>("cloud", CloudNames.Name)} AS cloud,
                {Names.Case<Dialect>("dialect", DialectNames.Name)} AS dialect,
                {Names.Case<Operation>("operation", Names.Of)} AS operation, streamed, reserved_pico, tags,
                {State} AS state,
                {Names.Case<Outcome>("outcome", Names.Of)} AS outcome,
                {Names.Case<UsageBasis>("basis", Names.Of)} AS basis, {Name("method")}, {Name("terms")},
                cost_pico, reported_pico, status,
                {Names.Case<FaultKind>("fault", Names.Of)} AS fault,
                cloud_request, {Name("served_model")}, {Name("served_tier")}, stored_id, first_content_us, duration_us,
                {string.Join(", ", Meters.All.Select(EntryColumns.Of))}
            FROM entries WHERE kind = 0;
            """;

    /// <summary>The state of an attempt that has ended: the same decision as <c>AttemptStates.Of</c>, in SQL.</summary>
    public const string State = """
        CASE WHEN basis = 3 THEN 'unbilled'
            WHEN basis = 0 OR cost_pico IS NULL THEN 'unknown'
            WHEN outcome <> 0 THEN 'partial'
            WHEN basis = 2 THEN 'estimated'
            ELSE 'settled' END
        """;

    private static string Name(string column) => $"(SELECT text FROM names WHERE id = {column}) AS {column}";
}
