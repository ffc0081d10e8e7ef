using Microsoft.Data.Sqlite;
using Prenup.Stores.Migrating;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class SchemaStepsTests : IDisposable
{
    private const string First = "CREATE TABLE IF NOT EXISTS t (a INTEGER); INSERT INTO t VALUES (1)";
    private const string Second = "ALTER TABLE t ADD COLUMN b INTEGER; UPDATE t SET b = a + 1";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_step_is_taken_once_and_in_its_order()
    {
        using var connection = Connect();
        new SchemaSteps("x.db", First).Bring(connection);
        var steps = new SchemaSteps("x.db", First, Second);
        steps.Bring(connection);
        steps.Bring(connection);
        steps.Check(connection);
        Assert.Equal((2L, 1L, 2L), (Number(connection, "PRAGMA user_version"), Count(connection), Sum(connection)));
    }

    [Fact]
    public void A_step_that_fails_leaves_the_file_as_it_was()
    {
        using var connection = Connect();
        new SchemaSteps("x.db", First).Bring(connection);
        var broken = new SchemaSteps("x.db", First, $"{Second}; DELETE FROM nowhere");
        var error = Assert.Throws<SchemaException>(() => broken.Bring(connection));
        Assert.Contains("x.db could not be brought from version 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Number(connection, "PRAGMA user_version"));
        Assert.Equal(1, Number(connection, "SELECT COUNT(*) FROM pragma_table_info('t')"));
    }

    [Fact]
    public void A_newer_file_is_neither_changed_nor_read()
    {
        using var connection = Connect();
        new SchemaSteps("x.db", First, Second).Bring(connection);
        var older = new SchemaSteps("x.db", First);
        var error = Assert.Throws<SchemaException>(() => older.Bring(connection));
        Assert.Contains("a newer version wrote it", error.Message, StringComparison.Ordinal);
        Assert.Throws<SchemaException>(() => older.Check(connection));
        Assert.Equal(2, Number(connection, "PRAGMA user_version"));
    }

    [Fact]
    public async Task Several_processes_at_once_take_each_step_once()
    {
        var steps = new SchemaSteps("x.db", First, Second);
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        using var connection = Connect();
                        steps.Bring(connection);
                    })
                )
        );
        using var after = Connect();
        Assert.Equal((1, 2), (Count(after), Sum(after)));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_folder.Path}/x.db;Pooling=False;Default Timeout=10");
        connection.Open();
        return connection;
    }

    private static long Count(SqliteConnection connection) => Number(connection, "SELECT COUNT(*) FROM t");

    private static long Sum(SqliteConnection connection) => Number(connection, "SELECT SUM(b) FROM t");

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
