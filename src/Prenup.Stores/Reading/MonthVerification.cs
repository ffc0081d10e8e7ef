using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;

namespace Prenup.Stores.Reading;

/// <summary>
/// The check of one month: each row against its digest, and row by row against the journal, which has them in the same order.
/// Where the journal lost something, or is gone, the chain alone speaks.
/// </summary>
/// <param name="folder">The data folder.</param>
/// <param name="month">The month.</param>
/// <param name="costs">Computes costs again.</param>
/// <param name="advanced">Is told how many more bytes of the journal were checked.</param>
internal sealed class MonthVerification(DataFolder folder, LedgerMonth month, CostCheck costs, Action<long> advanced)
    : IDisposable
{
    private readonly List<LedgerFinding> _findings = [];
    private readonly Dictionary<LedgerId, Opened> _open = [];
    private readonly EntryRow _expected = new();
    private readonly HashSet<long> _names = []; // that were reported
    private readonly MonthRows _rows = new(folder, month);
    private DateTimeOffset _last;
    private JournalPosition _told;
    private bool _damaged; // the journal, since the last row
    private bool _begun = true; // false until the first row that the journal has, where it does not have the month's first

    /// <summary>Runs the check.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public IReadOnlyList<LedgerFinding> Run()
    {
        _findings.AddRange(_rows.CheckFile().Select(Of));
        var begin = SegmentStarts.Of(folder, month);
        foreach (var opened in SegmentStarts.OpenAt(folder, begin))
        {
            _open.Add(opened.Attempt, opened);
        }
        _begun = begin <= 1 || begin > folder.Segments()[0];
        _told = new JournalPosition(begin, 0);
        using (var cursor = new JournalCursor(folder, _told) { Damaged = Report })
        {
            while (cursor.TryRead(_rows.Head?.Position) && Check(cursor))
            {
                Tell(cursor.Position);
            }
        }
        while (_rows.HasRow)
        {
            Pass(isExtra: _begun && begin > 0);
        }
        _findings.AddRange(_rows.CheckIndexes().Select(Of));
        _findings.AddRange(SealVerification.Run(folder, month, _rows.Head?.Entries, _rows.Head?.Digest));
        return _findings;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _rows.Dispose();

    private LedgerFinding Of((LedgerFindingKind Kind, string Text) wrong) =>
        new(wrong.Kind, $"The file of {month}: {wrong.Text}") { Month = month };

    private void Tell(JournalPosition position)
    {
        const int step = 1 << 20;
        var bytes = position.Offset - (position.Segment == _told.Segment ? _told.Offset : 0);
        if (bytes >= step || position.Segment != _told.Segment)
        {
            advanced(bytes);
            _told = position;
        }
    }

    // False behind the month.
    private bool Check(JournalCursor cursor)
    {
        var at = cursor.RecordAt;
        switch (cursor.Entry())
        {
            case Opened opened when LedgerMonth.Of(opened.At) <= month:
                Check(opened, at);
                return true;
            case Closed closed when LedgerMonth.Of(closed.At) <= month:
                Check(closed, at);
                return true;
            case Adjustment adjustment when LedgerMonth.Of(adjustment.At) <= month:
                Check(adjustment, at);
                return true;
            case CarriedRecord:
                return true;
            default:
                return false;
        }
    }

    private void Check(Opened entry, JournalPosition at)
    {
        CheckTime(entry.Attempt, entry.At, at);
        if (!_open.TryAdd(entry.Attempt, entry))
        {
            Find(LedgerFindingKind.Twice, "The attempt was opened twice.", entry.Attempt, at);
        }
    }

    private void Check(Closed entry, JournalPosition at)
    {
        CheckTime(entry.Attempt, entry.At, at);
        if (!_open.Remove(entry.Attempt, out var opened))
        {
            Find(
                LedgerFindingKind.NotOpened,
                $"The attempt was never opened, or was closed before: its cost of {entry.Cost?.ToString() ?? "unknown"} USD counts for nobody.",
                entry.Attempt,
                at
            );
            return;
        }
        if (LedgerMonth.Of(entry.At) < month)
        {
            return;
        }
        EntryRows.Fill(_expected, opened, entry, _rows.Names, _rows.Due);
        Compare(at);
        if (costs.Check(entry) is { } finding)
        {
            _findings.Add(finding with { Segment = at.Segment, Offset = at.Offset, Month = month });
        }
    }

    private void Check(Adjustment entry, JournalPosition at)
    {
        CheckTime(entry.Attempt, entry.At, at);
        if (LedgerMonth.Of(entry.At) < month)
        {
            return;
        }
        var opened = AttemptLookup.Find(folder, entry.Attempt)?.Opened;
        if (opened is null)
        {
            Find(LedgerFindingKind.AdjustsNothing, "The adjusted attempt has not ended.", entry.Attempt, at);
        }
        EntryRows.Fill(_expected, entry, opened, _rows.Names, _rows.Due);
        Compare(at);
    }

    private void Compare(JournalPosition at)
    {
        if (!_begun || _damaged)
        {
            SkipToExpected();
        }
        if (!_rows.HasRow || _rows.Seq > _rows.Due)
        {
            var missing = new LedgerId(_expected.Number(EntryColumn.Attempt));
            Find(LedgerFindingKind.MissingInSqlite, $"Row {_rows.Due} is missing.", missing, at);
            _rows.Miss();
            return;
        }
        var intact = _rows.IsIntact();
        var columns = _rows.Row.Differences(_expected).ToList();
        if (columns.Count > 0 && !(intact && columns.TrueForAll(IsReportedName)))
        {
            var text = $"Row {_rows.Seq} differs from the journal in {string.Join(", ", columns)}.";
            FindRow(LedgerFindingKind.Differs, text, columns, at);
        }
        if (!intact)
        {
            if (columns.Count == 0)
            {
                FindRow(LedgerFindingKind.Changed, $"The digest of row {_rows.Seq} was changed.", ["digest"], at);
            }
            _rows.Distrust(isDigest: columns.Count == 0);
        }
        _rows.Next();
    }

    // A row that the journal does not have: alone, its chain speaks for it.
    private void Pass(bool isExtra)
    {
        if (isExtra)
        {
            FindRow(LedgerFindingKind.MissingInJournal, $"Row {_rows.Seq} is not in the journal.", [], at: null);
        }
        if (!_rows.IsIntact())
        {
            FindRow(LedgerFindingKind.Changed, $"Row {_rows.Seq} is not what its digest says.", [], at: null);
            _rows.Distrust(isDigest: false);
        }
        _rows.Next();
    }

    private void SkipToExpected()
    {
        if (!_begun && !_rows.Has(_expected))
        {
            return;
        }
        while (_rows.HasRow && !_rows.IsAbout(_expected) && _rows.Has(_expected))
        {
            Pass(isExtra: _begun);
        }
        (_begun, _damaged) = (true, false);
    }

    // A row that is intact names a number whose text was changed, which one finding says for all its rows.
    private bool IsReportedName(string column)
    {
        var index = EntryColumns.Names.ToList().IndexOf(column);
        return EntryColumns.IsName(index) && _rows.Row[index] is { } id && !_names.Add(id);
    }

    private void FindRow(LedgerFindingKind kind, string text, IReadOnlyList<string> columns, JournalPosition? at) =>
        _findings.Add(
            new LedgerFinding(kind, text, _rows.Attempt, at?.Segment, at?.Offset)
            {
                Month = month,
                Seq = _rows.Seq,
                Columns = columns,
            }
        );

    private void CheckTime(LedgerId attempt, DateTimeOffset time, JournalPosition at)
    {
        if (time < _last)
        {
            Find(LedgerFindingKind.TimeBackwards, $"{time:O} comes after {_last:O}.", attempt, at);
        }
        _last = time;
    }

    private void Report(JournalDamage damage)
    {
        _damaged |= !damage.IsTorn;
        _findings.Add(
            new LedgerFinding(LedgerFindingKind.Corrupt, damage.ToString(), null, damage.At.Segment, damage.At.Offset)
        );
    }

    private void Find(LedgerFindingKind kind, string text, LedgerId attempt, JournalPosition at) =>
        _findings.Add(new LedgerFinding(kind, text, attempt, at.Segment, at.Offset) { Month = month });
}
