using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Stores.Months;

namespace Prenup.Stores.Reading;

/// <summary>The rows of a month one after the other, each held against the chain.</summary>
internal sealed class MonthRows : IDisposable
{
    private readonly SqliteConnection? _connection;
    private readonly SqliteTransaction? _snapshot;
    private readonly SqliteStatement? _rows;
    private readonly ILookup<long, MonthName> _since;
    private readonly EntryChain _chain;
    private readonly byte[] _stored = new byte[EntryChain.Bytes];
    private readonly byte[] _other = new byte[EntryChain.Bytes];
    private readonly IndexSum _indexes = new();
    private bool _hasOther;

    /// <summary>Opens a month at one moment, before its first row. A month without a file has no rows.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    /// <exception cref="Migrating.SchemaException">Its tables are of another version.</exception>
    public MonthRows(DataFolder folder, LedgerMonth month)
    {
        _chain = new EntryChain(month);
        Names = new MonthNames();
        if (File.Exists(folder.Month(month)))
        {
            _connection = SqliteFile.OpenForReading(folder.Month(month));
            MonthSchema.Steps.Check(_connection);
            _snapshot = _connection.BeginTransaction(deferred: true);
            Head = MonthHead.Read(_connection, month);
            Names = MonthNames.Read(_connection);
            _rows = new SqliteStatement(_connection, $"SELECT {EntryColumns.All} FROM entries ORDER BY seq");
        }
        _since = Names.All.ToLookup(static name => name.Since);
        Advance();
    }

    /// <summary>Where the file ends; null where there is none.</summary>
    public MonthHead? Head { get; }

    /// <summary>The month's names.</summary>
    public MonthNames Names { get; }

    /// <summary>The row that is looked at; only while <see cref="HasRow"/>.</summary>
    public EntryRow Row { get; } = new();

    /// <summary>Its place.</summary>
    public long Seq { get; private set; }

    /// <summary>The place that it ought to have.</summary>
    public long Due { get; private set; } = 1;

    /// <summary>Whether there is a row; false behind the last one.</summary>
    public bool HasRow { get; private set; }

    /// <summary>The attempt that the row is about.</summary>
    public LedgerId Attempt => new(Row.Number(EntryColumn.Attempt));

    /// <summary>What is wrong with the file itself and its head.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<(LedgerFindingKind Kind, string Text)> CheckFile()
    {
        if (_connection is null)
        {
            yield break;
        }
        foreach (var wrong in FileCheck.Run(_connection, MonthSchema.Steps, MonthSchema.View + MonthSchema.Indexes))
        {
            yield return (LedgerFindingKind.Damaged, wrong);
        }
        if (Head?.Wrong is { } head)
        {
            yield return (LedgerFindingKind.Changed, head);
        }
    }

    /// <summary>What is wrong with its indexes; asked behind the last row.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public IEnumerable<(LedgerFindingKind Kind, string Text)> CheckIndexes() =>
        _connection is null
            ? []
            : _indexes
                .Wrong(_connection)
                .Select(static name => (LedgerFindingKind.Damaged, $"the index {name} does not say what the rows say"));

    /// <summary>Whether the row is about the same entry as another, whatever it says of it.</summary>
    public bool IsAbout(EntryRow other) =>
        Row.Kind == other.Kind
        && Row[EntryColumn.Attempt] == other[EntryColumn.Attempt]
        && Row[EntryColumn.Adjustment] == other[EntryColumn.Adjustment];

    /// <summary>Whether the row, or one behind it, is about the same entry as another.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public bool Has(EntryRow other)
    {
        if (!HasRow || IsAbout(other))
        {
            return HasRow;
        }
        using var rows = new SqliteStatement(
            _connection!,
            "SELECT 1 FROM entries WHERE seq >= ? AND kind = ? AND attempt = ? AND adjustment IS ? LIMIT 1"
        );
        rows.Bind(1, Seq);
        rows.Bind(2, (long)other.Kind);
        rows.Bind(3, other.Number(EntryColumn.Attempt));
        rows.Bind(4, other[EntryColumn.Adjustment]);
        return rows.Read();
    }

    /// <summary>Whether the row is what its digest says. Asked once for each row.</summary>
    public bool IsIntact()
    {
        if (Seq != Due)
        {
            _chain.Continue(_stored); // the digest before it is not there
            return true;
        }
        _chain.Add(Row, _since[Seq]);
        var intact = _chain.Digest.SequenceEqual(_stored);
        if (!intact && _hasOther)
        {
            _chain.Continue(_other);
            _chain.Add(Row, _since[Seq]);
            intact = _chain.Digest.SequenceEqual(_stored);
        }
        _hasOther = false;
        return intact;
    }

    /// <summary>Goes on behind a row that is not intact.</summary>
    /// <param name="isDigest">Whether its digest is known to be what was changed.</param>
    public void Distrust(bool isDigest)
    {
        if (!isDigest)
        {
            // Which of the two was changed shows with the next row.
            _chain.Digest.CopyTo(_other);
            _chain.Continue(_stored);
            _hasOther = true;
        }
    }

    /// <summary>A row that ought to be here is not.</summary>
    public void Miss() => Due++;

    /// <summary>Goes to the next row.</summary>
    public void Next()
    {
        Due = Seq + 1;
        Advance();
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _chain.Dispose();
        _rows?.Dispose();
        _snapshot?.Dispose();
        _connection?.Dispose();
    }

    private void Advance()
    {
        HasRow = _rows?.Read() ?? false;
        if (HasRow)
        {
            Seq = _rows!.Number(0);
            var digest = _rows.Bytes(1);
            _stored.AsSpan().Clear();
            digest[..Math.Min(digest.Length, _stored.Length)].CopyTo(_stored);
            Row.Read(_rows, 2);
            _indexes.Add(Seq, Row);
        }
    }
}
