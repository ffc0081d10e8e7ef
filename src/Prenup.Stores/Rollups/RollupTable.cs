using System.Buffers;
using Microsoft.Data.Sqlite;

namespace Prenup.Stores.Rollups;

/// <summary>The buckets of one level in a month's file.</summary>
internal sealed class RollupTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly RollupLevel _level;
    private readonly SqliteStatement _within;
    private readonly ArrayBufferWriter<byte> _cells = new();
    private readonly ArrayBufferWriter<byte> _tagged = new();
    private SqliteStatement? _write;

    /// <summary>Opens the table.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public RollupTable(SqliteConnection connection, RollupLevel level)
    {
        (_connection, _level) = (connection, level);
        _within = Select("WHERE first BETWEEN ? AND ? AND last <= ? ORDER BY first");
    }

    /// <summary>The buckets that lie within a span of places, in order.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<RollupRow> Within(long first, long last)
    {
        _within.Bind(1, first);
        _within.Bind(2, last);
        _within.Bind(3, last);
        while (_within.Read())
        {
            yield return Row(_within);
        }
    }

    /// <summary>The bucket that begins at a place; null where none does.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public RollupRow? At(long first)
    {
        using var rows = Select($"WHERE first = {first}");
        return rows.Read() ? Row(rows) : null;
    }

    /// <summary>The newest bucket; null where there is none.</summary>
    /// <param name="intact">Whether those that are not intact are passed over.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public RollupRow? Newest(bool intact = true)
    {
        using var rows = Select("ORDER BY first DESC");
        while (rows.Read())
        {
            if (Row(rows) is var row && (row.IsIntact || !intact))
            {
                return row;
            }
        }
        return null;
    }

    /// <summary>Writes a bucket, instead of what it was before it went on.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Write(OpenBucket bucket, long last)
    {
        _write ??= new SqliteStatement(
            _connection,
            $"INSERT OR REPLACE INTO {_level.Table()} (first, last, bucket, cells, tagged, checksum) VALUES (?, ?, ?, ?, ?, ?)"
        );
        var hasTags = bucket.Cube.HasTags;
        var cells = Cube.Pack(bucket.Cube.Untagged(), _cells);
        var tagged = hasTags ? Cube.Pack(bucket.Cube.Cells, _tagged) : default;
        _write.Bind(1, bucket.First);
        _write.Bind(2, last);
        _write.Bind(3, bucket.Start);
        _write.BindBytes(4, cells);
        if (hasTags)
        {
            _write.BindBytes(5, tagged);
        }
        else
        {
            _write.BindNull(5);
        }
        _write.Bind(6, RollupRow.Checksum(_level, bucket.Start, bucket.First, last, cells, tagged, hasTags));
        _write.Run();
    }

    /// <summary>Deletes the buckets before one.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void DeleteBefore(long bucket) => Delete("bucket < ?", bucket);

    /// <summary>Deletes the buckets that begin behind a place.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void DeleteBehind(long first) => Delete("first > ?", first);

    /// <summary>Frees the statements.</summary>
    public void Dispose()
    {
        _within.Dispose();
        _write?.Dispose();
    }

    private void Delete(string condition, long value)
    {
        using var delete = new SqliteStatement(_connection, $"DELETE FROM {_level.Table()} WHERE {condition}");
        delete.Bind(1, value);
        delete.Run();
    }

    private SqliteStatement Select(string rest) =>
        new(_connection, $"SELECT bucket, first, last, cells, tagged, checksum FROM {_level.Table()} {rest}");

    private RollupRow Row(SqliteStatement row) =>
        new(
            _level,
            row.Number(0),
            row.Number(1),
            row.Number(2),
            row.Bytes(3).ToArray(),
            row.IsNull(4) ? null : row.Bytes(4).ToArray()
        )
        {
            Stored = row.Number(5),
        };
}
