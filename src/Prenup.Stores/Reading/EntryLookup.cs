using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;

namespace Prenup.Stores.Reading;

/// <summary>Finds single entries in SQLite.</summary>
internal sealed class EntryLookup(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _opened = Prepare(connection, "opened");
    private readonly SqliteCommand _closed = Prepare(connection, "closed");

    /// <summary>An attempt's opened entry, or null.</summary>
    public Opened? Opened(LedgerId attempt) => Find(_opened, attempt, RowColumns.Opened);

    /// <summary>An attempt's closed entry, or null.</summary>
    public Closed? Closed(LedgerId attempt) => Find(_closed, attempt, static row => RowColumns.Closed(row, 0));

    /// <summary>The rows of a table.</summary>
    public long Count(string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Frees the statements.</summary>
    public void Dispose()
    {
        _opened.Dispose();
        _closed.Dispose();
    }

    private static T? Find<T>(SqliteCommand command, LedgerId attempt, Func<SqliteDataReader, T?> read)
        where T : class
    {
        command.Parameters[0].Value = attempt.Value;
        using var row = command.ExecuteReader();
        return row.Read() ? read(row) : null;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string table)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE attempt = $attempt";
        command.Parameters.Add("$attempt", SqliteType.Integer);
        return command;
    }
}
