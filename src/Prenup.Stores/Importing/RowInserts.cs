using Microsoft.Data.Sqlite;
using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Importing;

/// <summary>
/// Takes records over into rows. Values go from the journal's bytes straight into the statement, in the order they lie there:
/// <see cref="OpenedRecord"/> and <see cref="ClosedRecord"/> are the layouts.
/// </summary>
internal sealed class RowInserts(SqliteConnection connection) : IDisposable
{
    private readonly Statement _opened = new(
        connection,
        $"INSERT INTO opened VALUES ({Parameters(15)}) ON CONFLICT (attempt) DO NOTHING"
    );
    private readonly Statement _closed = new(
        connection,
        $"INSERT INTO closed VALUES ({Parameters(18 + Meters.Count)}) ON CONFLICT (attempt) DO NOTHING"
    );
    private readonly Statement _stored = new(
        connection,
        $"""
        INSERT OR REPLACE INTO stored_objects SELECT ?1, project, model, offer, attempt FROM opened
        WHERE attempt = ?2 AND operation = {(int)Operation.Generate}
        """
    );
    private readonly Statement _deleted = new(
        connection,
        $"""
        DELETE FROM stored_objects WHERE id = ?1 AND EXISTS (
            SELECT 1 FROM opened o WHERE o.attempt = ?2 AND o.operation = {(int)Operation.Delete}
            AND o.project = stored_objects.project)
        """
    );

    /// <summary>Takes an opened record over.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Opened(ReadOnlySpan<byte> body)
    {
        var reader = new RecordReader(body);
        _opened.Bind(1, reader.Int64());
        _opened.Bind(2, reader.Int64());
        _opened.Bind(3, reader.Varint());
        _opened.Bind(4, reader.Int64());
        for (var name = 5; name <= 10; name++)
        {
            Text(_opened, name, ref reader);
        }
        for (var number = 11; number <= 14; number++)
        {
            _opened.Bind(number, (long)reader.Byte());
        }
        Text(_opened, 15, ref reader);
        _opened.Run();
    }

    /// <summary>Takes a closed record over, and what it says of stored objects.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Closed(ReadOnlySpan<byte> body)
    {
        var reader = new RecordReader(body);
        var attempt = reader.Int64();
        _closed.Bind(1, attempt);
        _closed.Bind(2, reader.Int64());
        var outcome = (Outcome)reader.Byte();
        _closed.Bind(3, (long)outcome);
        _closed.Bind(4, (long)reader.Byte());
        Text(_closed, 5, ref reader);
        Terms(ref reader);
        var costKnown = reader.Byte() != 0;
        var cost = reader.Int64();
        _closed.Bind(10, costKnown ? cost : null);
        _closed.Bind(11, reader.Varint());
        _closed.Bind(12, (long)reader.Byte());
        Text(_closed, 13, ref reader);
        Text(_closed, 14, ref reader);
        Text(_closed, 15, ref reader);
        var stores = Text(_closed, 16, ref reader, out var storedId);
        _closed.Bind(17, reader.Optional());
        _closed.Bind(18, reader.Varint());
        for (var meter = 0; meter < Meters.Count; meter++)
        {
            _closed.Bind(19 + meter, reader.Optional());
        }
        _closed.Run();
        if (stores)
        {
            Stored(storedId, attempt, outcome);
        }
    }

    /// <summary>Frees the statements.</summary>
    public void Dispose()
    {
        _opened.Dispose();
        _closed.Dispose();
        _stored.Dispose();
        _deleted.Dispose();
    }

    private static string Parameters(int count) => string.Join(", ", Enumerable.Repeat("?", count));

    private static void Text(Statement statement, int index, ref RecordReader reader) =>
        Text(statement, index, ref reader, out _);

    private static bool Text(Statement statement, int index, ref RecordReader reader, out ReadOnlySpan<byte> utf8)
    {
        if (reader.Text(out utf8))
        {
            statement.Bind(index, utf8);
            return true;
        }
        statement.BindNull(index);
        return false;
    }

    private void Terms(ref RecordReader reader)
    {
        if (Text(_closed, 6, ref reader, out _))
        {
            _closed.Bind(7, reader.Int64());
            Text(_closed, 8, ref reader);
            _closed.Bind(9, reader.Varint());
            return;
        }
        for (var column = 7; column <= 9; column++)
        {
            _closed.BindNull(column);
        }
    }

    private void Stored(ReadOnlySpan<byte> id, long attempt, Outcome outcome)
    {
        _stored.Bind(1, id);
        _stored.Bind(2, attempt);
        _stored.Run();
        if (outcome == Outcome.Completed)
        {
            _deleted.Bind(1, id);
            _deleted.Bind(2, attempt);
            _deleted.Run();
        }
    }
}
