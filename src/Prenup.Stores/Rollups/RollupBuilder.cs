using Prenup.Stores.Months;

namespace Prenup.Stores.Rollups;

/// <summary>Builds buckets from entries in their order: minutes from entries, hours from minutes, days from hours.</summary>
/// <param name="tags">The sets of tags.</param>
/// <param name="write">Takes a bucket that is over, or is to be kept as far as it is, with the place of its last entry.</param>
internal sealed class RollupBuilder(TagSets tags, Action<RollupLevel, OpenBucket, long> write)
{
    private readonly OpenBucket[] _open = [.. RollupLevels.All.Select(static _ => new OpenBucket())];

    /// <summary>The place of the last entry that was added.</summary>
    public long Last { get; private set; }

    /// <summary>Entries since a minute was written last.</summary>
    public int Waiting { get; private set; }

    /// <summary>The bucket of a level that is not over.</summary>
    public OpenBucket this[RollupLevel level] => _open[(int)level];

    /// <summary>Goes on behind an entry, whose buckets hold what belongs to them.</summary>
    public void Continue(long last) => Last = last;

    /// <summary>Adds the next entry.</summary>
    public void Add(long seq, EntryRow row)
    {
        var micros = row.Number(EntryColumn.At);
        if (RollupLevel.Minute.Bucket(micros) != _open[0].Start)
        {
            Turn(seq, micros);
        }
        _open[0].Cube.Add(row, tags.Of(row.Text(EntryColumn.Tags)));
        Last = seq;
        Waiting++;
    }

    /// <summary>Writes the minute as far as it is.</summary>
    public void WriteMinute()
    {
        if (Waiting > 0)
        {
            Write(RollupLevel.Minute);
        }
    }

    /// <summary>Writes all that is open: nothing follows.</summary>
    public void Finish()
    {
        if (_open[0].Start >= 0)
        {
            Turn(Last + 1, long.MaxValue);
        }
    }

    private void Turn(long seq, long micros)
    {
        foreach (var level in RollupLevels.All)
        {
            var (bucket, start) = (_open[(int)level], level.Bucket(micros));
            if (bucket.Start == start)
            {
                break;
            }
            if (bucket.Start >= 0)
            {
                Write(level);
                if (level < RollupLevel.Day)
                {
                    _open[(int)level + 1].Cube.Drain(bucket.Cube);
                }
            }
            bucket.Cube.Clear();
            (bucket.Start, bucket.First) = (start, seq);
        }
    }

    private void Write(RollupLevel level)
    {
        write(level, _open[(int)level], Last);
        Waiting = 0;
    }
}
