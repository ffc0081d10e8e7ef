using Microsoft.Data.Sqlite;
using Prenup.Stores.Months;

namespace Prenup.Stores.Rollups;

/// <summary>
/// Keeps the rollups of a month that is written, in the transactions of its entries. Each bucket is written when it is over; how far
/// that is the rows say themselves, so that a restart goes on behind the newest minute.
/// </summary>
internal sealed class RollupWriter : IDisposable
{
    private const int MostWaiting = 16_384; // entries that a report reads one by one, some tens of milliseconds
    private const long MinutesKept = 48 * 3600; // seconds
    private readonly SqliteConnection _connection;
    private readonly RollupTable[] _tables;
    private readonly TagSets _tags;
    private readonly RollupBuilder _builder;
    private int _tagsWritten;

    /// <summary>Opens the rollups, and adds the entries that they do not have; within a transaction.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public RollupWriter(SqliteConnection connection, long entries)
    {
        _connection = connection;
        _tables = [.. RollupLevels.All.Select(level => new RollupTable(connection, level))];
        _tags = TagSets.Read(connection);
        _tagsWritten = _tags.Count;
        _builder = new RollupBuilder(_tags, Write);
        Resume();
        foreach (var (seq, row) in RollupEntries.Read(connection, _builder.Last + 1, entries))
        {
            _builder.Add(seq, row);
        }
        Commit();
    }

    /// <summary>Adds an entry, which is in the file.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Add(long seq, EntryRow row) => _builder.Add(seq, row);

    /// <summary>Is called before each commit.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Commit()
    {
        if (_builder.Waiting >= MostWaiting)
        {
            _builder.WriteMinute();
        }
        if (_tags.Count > _tagsWritten)
        {
            _tags.Write(_connection, _tagsWritten);
            _tagsWritten = _tags.Count;
        }
    }

    /// <summary>Writes the buckets that are open: the month is over.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Finish() => _builder.Finish();

    /// <summary>Frees the statements.</summary>
    public void Dispose() => Array.ForEach(_tables, static table => table.Dispose());

    private void Resume()
    {
        if (_tables[0].Newest() is not { } minute)
        {
            return;
        }
        Array.ForEach(_tables, table => table.DeleteBehind(minute.First));
        var places = new EntryPlaces(_connection);
        var micros = minute.Bucket * 1_000_000;
        var end = minute.First - 1;
        foreach (var level in RollupLevels.All.Skip(1))
        {
            var bucket = _builder[level];
            bucket.Start = level.Bucket(micros);
            bucket.First = places.First(bucket.Start * 1_000_000);
            RollupPlan.Cover(
                bucket.First,
                end,
                level - 1,
                (level, first, last) => _tables[(int)level].Within(first, last),
                bucket.Cube.Add,
                (first, last) => AddEntries(bucket.Cube, first, last)
            );
            end = bucket.First - 1;
        }
        (_builder[RollupLevel.Minute].Start, _builder[RollupLevel.Minute].First) = (minute.Bucket, minute.First);
        _builder[RollupLevel.Minute].Cube.Add(minute);
        _builder.Continue(minute.Last);
    }

    private void AddEntries(Cube cube, long first, long last)
    {
        foreach (var (_, row) in RollupEntries.Read(_connection, first, last))
        {
            cube.Add(row, _tags.Of(row.Text(EntryColumn.Tags)));
        }
    }

    private void Write(RollupLevel level, OpenBucket bucket, long last)
    {
        _tables[(int)level].Write(bucket, last);
        if (level == RollupLevel.Hour)
        {
            _tables[0].DeleteBefore(bucket.Start - MinutesKept);
        }
    }
}
