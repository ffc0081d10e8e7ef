using System.Buffers;
using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Prenup.Stores.Rollups;

/// <summary>The buckets of one level in a month's file.</summary>
internal sealed class RollupTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly RollupLevel _level;
    private readonly SqliteStatement _within;
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private SqliteStatement? _write;

    /// <summary>Opens the table.</summary>
    /// <param name="connection">The month's file.</param>
    /// <param name="level">The level.</param>
    /// <param name="part">The part of the buckets that <see cref="Within"/> reads.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public RollupTable(SqliteConnection connection, RollupLevel level, RollupPart part = RollupPart.Tagged)
    {
        (_connection, _level) = (connection, level);
        _within = Select(part, "WHERE first BETWEEN ? AND ? AND last <= ? ORDER BY first");
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
    public RollupRow? At(long first, RollupPart part)
    {
        using var rows = Select(part, $"WHERE first = {first}");
        return rows.Read() ? Row(rows) : null;
    }

    /// <summary>The newest bucket; null where there is none.</summary>
    /// <param name="intact">Whether those that are not intact are passed over.</param>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public RollupRow? Newest(bool intact = true)
    {
        using var rows = Select(RollupPart.Tagged, "ORDER BY first DESC");
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
            $"INSERT OR REPLACE INTO {_level.Table()} (first, last, bucket, totals, cells, tagged) VALUES (?, ?, ?, ?, ?, ?)"
        );
        _write.Bind(1, bucket.First);
        _write.Bind(2, last);
        _write.Bind(3, bucket.Start);
        _write.BindBytes(4, Pack(bucket, last, RollupPart.Totals));
        _write.BindBytes(5, Pack(bucket, last, RollupPart.Cells));
        if (bucket.Cube.HasTags)
        {
            _write.BindBytes(6, Pack(bucket, last, RollupPart.Tagged));
        }
        else
        {
            _write.BindNull(6);
        }
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

    private ReadOnlySpan<byte> Pack(OpenBucket bucket, long last, RollupPart part)
    {
        _buffer.ResetWrittenCount();
        Cube.Pack(bucket.Cube.Part(part), _buffer);
        var checksum = RollupRow.Checksum(_level, bucket.Start, bucket.First, last, _buffer.WrittenSpan);
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.GetSpan(RollupRow.ChecksumBytes), checksum);
        _buffer.Advance(RollupRow.ChecksumBytes);
        return _buffer.WrittenSpan;
    }

    private SqliteStatement Select(RollupPart part, string rest)
    {
        var column = part switch
        {
            RollupPart.Totals => "totals",
            RollupPart.Cells => "cells",
            _ => "IFNULL(tagged, cells)",
        };
        return new(_connection, $"SELECT bucket, first, last, {column} FROM {_level.Table()} {rest}");
    }

    private RollupRow Row(SqliteStatement row) =>
        new(_level, row.Number(0), row.Number(1), row.Number(2), row.Bytes(3).ToArray());
}
