using Microsoft.Data.Sqlite;
using Prenup.Stores.Months;
using Prenup.Stores.Reading;

namespace Prenup.Stores.Rollups;

/// <summary>The check of a month's rollups: every bucket computed again from the entries.</summary>
internal sealed class RollupVerification : IDisposable
{
    private readonly LedgerMonth _month;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _snapshot;
    private readonly MonthNames _names;
    private readonly RollupTable[] _tables;
    private readonly TagSets _tags = new();
    private readonly HashSet<(RollupLevel, long)> _seen = [];
    private readonly List<LedgerFinding> _findings = [];
    private bool _atEnd;

    /// <summary>Opens a month at one moment.</summary>
    /// <exception cref="SqliteException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="Migrating.SchemaException">Its tables are of another version.</exception>
    public RollupVerification(DataFolder folder, LedgerMonth month)
    {
        _month = month;
        _connection = SqliteFile.OpenForReading(folder.Month(month));
        MonthSchema.Steps.Check(_connection);
        _snapshot = _connection.BeginTransaction(deferred: true);
        _names = MonthNames.Read(_connection);
        _tables = [.. RollupLevels.All.Select(level => new RollupTable(_connection, level))];
    }

    /// <summary>Runs the check.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IReadOnlyList<LedgerFinding> Run()
    {
        var rolled = Rolled();
        var builder = new RollupBuilder(_tags, Check);
        foreach (var (seq, row) in RollupEntries.Read(_connection, 1, rolled))
        {
            builder.Add(seq, row);
        }
        _atEnd = true;
        builder.Finish();
        foreach (var level in RollupLevels.All)
        {
            foreach (var row in _tables[(int)level].Within(long.MinValue, long.MaxValue))
            {
                if (!_seen.Contains((level, row.First)))
                {
                    var text = row.IsIntact ? "no bucket begins where it does" : "it is not what its checksum says";
                    Find(level, row.Bucket, row.First, text, ["first"]);
                }
            }
        }
        CheckTags();
        return _findings;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        Array.ForEach(_tables, static table => table.Dispose());
        _snapshot.Dispose();
        _connection.Dispose();
    }

    // The last entry that a bucket has: of the newest minute, also where it is damaged and its end is not.
    private long Rolled()
    {
        var places = new EntryPlaces(_connection);
        return
            _tables[0].Newest(intact: false) is { } row
            && (row.IsIntact || (row.Last <= places.Last && Minute(row.First) == Minute(row.Last)))
            ? row.Last
            : _tables[0].Newest()?.Last ?? 0;

        long Minute(long seq) => RollupLevel.Minute.Bucket(places.At(seq));
    }

    private void Check(RollupLevel level, OpenBucket bucket, long last)
    {
        _seen.Add((level, bucket.First));
        foreach (var part in Enum.GetValues<RollupPart>())
        {
            if (_tables[(int)level].At(bucket.First, part) is { } row)
            {
                Check(row, bucket, last, part);
            }
            else if (level != RollupLevel.Minute && !_atEnd)
            {
                // Minutes are deleted after some time, and what is not over need not be written.
                Find(level, bucket.Start, bucket.First, "it is missing", []);
                return;
            }
        }
    }

    private void Check(RollupRow row, OpenBucket bucket, long last, RollupPart part)
    {
        if (!row.IsIntact)
        {
            var name = part.ToString().ToLowerInvariant();
            Find(row.Level, bucket.Start, bucket.First, "it is not what its checksum says", [name]);
        }
        if (row.Bucket != bucket.Start || row.Last != last)
        {
            var text = $"it says bucket {row.Bucket} and last entry {row.Last}, not {bucket.Start} and {last}";
            Find(row.Level, bucket.Start, bucket.First, text, ["bucket"]);
            return;
        }
        Compare(row, bucket.Cube.Part(part));
    }

    private void Compare(RollupRow row, IReadOnlyDictionary<CellKey, CellSum> expected)
    {
        var rest = expected.ToDictionary(static cell => cell.Key, static cell => cell.Value);
        try
        {
            var sum = new CellSum();
            for (var cells = new CellReader(row.Cells); cells.TryRead(out var key, sum); )
            {
                var right = rest.Remove(key, out var there) ? there : new CellSum();
                Compare(row, key, sum.Differences(right));
            }
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            Find(row.Level, row.Bucket, row.First, "its cells cannot be read", ["cells"]);
        }
        foreach (var (key, sum) in rest)
        {
            Compare(row, key, new CellSum().Differences(sum));
        }
    }

    private void Compare(RollupRow row, in CellKey key, IEnumerable<(string Name, string Text)> differences)
    {
        var all = differences.ToList();
        if (all.Count > 0)
        {
            var texts = string.Join(", ", all.Select(static difference => difference.Text));
            Find(
                row.Level,
                row.Bucket,
                row.First,
                $"{Text(key)}: {texts}",
                [.. all.Select(static difference => difference.Name)]
            );
        }
    }

    private void CheckTags()
    {
        var expected = _tags.All.ToList();
        using var rows = new SqliteStatement(_connection, "SELECT id, tags FROM tag_sets ORDER BY id");
        var at = 0;
        for (; rows.Read(); at++)
        {
            // Those behind are of entries that no bucket has yet.
            if (at < expected.Count && (rows.Number(0) != at + 1 || rows.Text(1) != expected[at]))
            {
                FindTags($"In {_month} the set of tags {at + 1} is {rows.Text(1)}, not {expected[at]}.");
            }
        }
        if (at < expected.Count)
        {
            FindTags($"In {_month} the sets of tags behind {at} are missing.");
        }

        void FindTags(string text) =>
            _findings.Add(new LedgerFinding(LedgerFindingKind.Rollup, text) { Month = _month, Columns = ["tags"] });
    }

    private string Text(CellKey key) => key.Text(_names) + (key.Tags > 0 ? $", tags {key.Tags}" : "");

    private void Find(RollupLevel level, long bucket, long first, string text, IReadOnlyList<string> columns) =>
        _findings.Add(
            new LedgerFinding(LedgerFindingKind.Rollup, $"Rollup of the {level.Name()} {level.Text(bucket)}: {text}.")
            {
                Month = _month,
                Seq = first,
                Columns = columns,
            }
        );
}
