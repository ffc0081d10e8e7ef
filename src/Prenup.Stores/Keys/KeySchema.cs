using Prenup.Stores.Migrating;

namespace Prenup.Stores.Keys;

/// <summary>The tables of <c>keys.db</c>, step by step.</summary>
internal static class KeySchema
{
    /// <summary>All steps. New columns come last, so that a gateway of the version before can go on beside a newer command.</summary>
    public static SchemaSteps Steps { get; } =
        new(
            "keys.db",
            """
            CREATE TABLE IF NOT EXISTS keys (
                name TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, prefix TEXT NOT NULL, project TEXT NOT NULL,
                team TEXT NOT NULL, models TEXT, requests_per_minute INTEGER, tokens_per_minute INTEGER,
                concurrent INTEGER, output_cap INTEGER, created_us INTEGER NOT NULL, revoked_us INTEGER) WITHOUT ROWID
            """,
            """
            ALTER TABLE keys ADD COLUMN expires_us INTEGER;
            ALTER TABLE keys ADD COLUMN previous_hash TEXT;
            ALTER TABLE keys ADD COLUMN previous_until_us INTEGER;
            ALTER TABLE keys ADD COLUMN aliases TEXT;
            ALTER TABLE keys ADD COLUMN overrides INTEGER NOT NULL DEFAULT 0;
            CREATE TABLE uses (name TEXT PRIMARY KEY, last_us INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE audit (
                id INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, by TEXT NOT NULL, action TEXT NOT NULL,
                key TEXT NOT NULL, detail TEXT NOT NULL)
            """,
            """
            ALTER TABLE keys ADD COLUMN budget_usd TEXT;
            ALTER TABLE keys ADD COLUMN budget_per TEXT;
            ALTER TABLE keys ADD COLUMN budget_zone TEXT;
            ALTER TABLE keys ADD COLUMN budget_from_us INTEGER;
            ALTER TABLE keys ADD COLUMN budget_until_us INTEGER;
            ALTER TABLE keys ADD COLUMN residency TEXT
            """,
            """
            CREATE TABLE alerts (
                id TEXT NOT NULL, receiver TEXT NOT NULL, at_us INTEGER NOT NULL, body TEXT NOT NULL, done_us INTEGER,
                PRIMARY KEY (id, receiver)) WITHOUT ROWID
            """
        );
}
