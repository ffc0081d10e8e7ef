using Prenup.Stores.Migrating;

namespace Prenup.Stores.State;

/// <summary>The tables of <c>state.db</c>, step by step: attempts that are open, as records of the journal, and what clouds store for projects.</summary>
internal static class StateSchema
{
    /// <summary>All steps.</summary>
    public static SchemaSteps Steps { get; } =
        new(
            "state.db",
            """
            CREATE TABLE head (
                id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, offset INTEGER NOT NULL, month INTEGER NOT NULL,
                own_digest BLOB NOT NULL);
            CREATE TABLE open (attempt INTEGER PRIMARY KEY, record BLOB NOT NULL);
            CREATE TABLE stored_objects (
                id TEXT PRIMARY KEY, project TEXT NOT NULL, model TEXT NOT NULL, offer TEXT NOT NULL,
                attempt INTEGER NOT NULL, digest BLOB NOT NULL) WITHOUT ROWID
            """
        );
}
