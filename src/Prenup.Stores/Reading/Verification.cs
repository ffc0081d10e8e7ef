using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Core.Prices;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Reading;

/// <summary>One check of the ledger: the journal from its begin against one state of SQLite.</summary>
internal sealed class Verification(DataFolder folder, SqliteConnection connection, PriceBook prices)
{
    private readonly List<LedgerFinding> _findings = [];
    private readonly HashSet<LedgerId> _open = [];
    private readonly CostCheck _costs = new(prices);
    private long _openedCount;
    private long _closedCount;
    private DateTimeOffset _last;

    /// <summary>Runs the check.</summary>
    public IReadOnlyList<LedgerFinding> Run()
    {
        using var snapshot = connection.BeginTransaction(deferred: true);
        using var rows = new EntryLookup(connection);
        var end = LedgerDatabase.Position(connection);
        using var cursor = new JournalCursor(folder, default) { Damaged = Report };
        while (cursor.TryRead(end))
        {
            switch (cursor.Kind)
            {
                case RecordKind.Opened:
                    Check(OpenedRecord.Read(cursor.Body), rows, cursor.RecordAt);
                    break;
                case RecordKind.Closed:
                    Check(ClosedRecord.Read(cursor.Body), rows, cursor.RecordAt);
                    break;
                default:
                    break;
            }
        }
        CheckCounts(rows);
        return _findings;
    }

    private void Check(Opened entry, EntryLookup rows, JournalPosition at)
    {
        _openedCount++;
        CheckTime(entry.Attempt, entry.At, at);
        if (!_open.Add(entry.Attempt))
        {
            Find(LedgerFindingKind.Twice, "The attempt was opened twice.", entry.Attempt, at);
        }
        Compare(entry, rows.Opened(entry.Attempt), entry.Attempt, at);
    }

    private void Check(Closed entry, EntryLookup rows, JournalPosition at)
    {
        _closedCount++;
        CheckTime(entry.Attempt, entry.At, at);
        var row = rows.Closed(entry.Attempt);
        if (!_open.Remove(entry.Attempt))
        {
            var kind =
                row is not null && rows.Opened(entry.Attempt) is not null
                    ? LedgerFindingKind.Twice
                    : LedgerFindingKind.NotOpened;
            Find(
                kind,
                kind == LedgerFindingKind.Twice ? "The attempt was closed twice." : "The attempt was never opened.",
                entry.Attempt,
                at
            );
        }
        Compare(entry, row, entry.Attempt, at);
        if (_costs.Check(entry) is { } finding)
        {
            _findings.Add(finding with { Segment = at.Segment, Offset = at.Offset });
        }
    }

    private void CheckTime(LedgerId attempt, DateTimeOffset time, JournalPosition at)
    {
        if (time < _last)
        {
            Find(LedgerFindingKind.TimeBackwards, $"{time:O} comes after {_last:O}.", attempt, at);
        }
        _last = time;
    }

    private void Compare<T>(T entry, T? row, LedgerId attempt, JournalPosition at)
        where T : class, IEquatable<T>
    {
        if (row is null)
        {
            Find(LedgerFindingKind.MissingInSqlite, $"The {typeof(T).Name} entry is not in SQLite.", attempt, at);
        }
        else if (!row.Equals(entry))
        {
            Find(LedgerFindingKind.Differs, $"The journal has {entry}, SQLite has {row}.", attempt, at);
        }
    }

    // Every entry of the journal was found in SQLite or reported; what is left is what SQLite has too much.
    private void CheckCounts(EntryLookup rows)
    {
        Count("opened", rows.Count("opened"), _openedCount);
        Count("closed", rows.Count("closed"), _closedCount);

        void Count(string table, long inSqlite, long inJournal)
        {
            if (inSqlite > inJournal)
            {
                var text = $"SQLite has {inSqlite} rows in '{table}', the journal {inJournal} entries.";
                _findings.Add(new LedgerFinding(LedgerFindingKind.MissingInJournal, text));
            }
        }
    }

    private void Report(JournalDamage damage) =>
        _findings.Add(
            new LedgerFinding(LedgerFindingKind.Corrupt, damage.ToString(), null, damage.At.Segment, damage.At.Offset)
        );

    private void Find(LedgerFindingKind kind, string text, LedgerId attempt, JournalPosition at) =>
        _findings.Add(new LedgerFinding(kind, text, attempt, at.Segment, at.Offset));
}
