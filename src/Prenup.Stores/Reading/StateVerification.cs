using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Stores.Journal;
using Prenup.Stores.State;

namespace Prenup.Stores.Reading;

/// <summary>The check of <c>state.db</c>: each row by its own digest, and what is open against the journal.</summary>
internal sealed class StateVerification(DataFolder folder)
{
    private readonly List<LedgerFinding> _findings = [];

    /// <summary>Runs the check.</summary>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    public IReadOnlyList<LedgerFinding> Run()
    {
        if (!File.Exists(folder.State))
        {
            return [];
        }
        using var connection = SqliteFile.OpenForReading(folder.State);
        StateSchema.Steps.Check(connection);
        using var snapshot = connection.BeginTransaction(deferred: true);
        foreach (var wrong in FileCheck.Run(connection, StateSchema.Steps, ""))
        {
            Find(LedgerFindingKind.Damaged, $"state.db: {wrong}");
        }
        CheckStored(connection);
        var (position, _) = StateFile.ReadHead(connection);
        CheckOpen(StateFile.ReadOpen(connection), position);
        return _findings;
    }

    private void CheckStored(SqliteConnection connection)
    {
        using var rows = new SqliteStatement(
            connection,
            "SELECT id, project, model, offer, attempt, digest FROM stored_objects"
        );
        while (rows.Read())
        {
            var (id, attempt) = (rows.Text(0) ?? "", rows.Number(4));
            var digest = StateFile.Digest(id, rows.Text(1) ?? "", rows.Text(2) ?? "", rows.Text(3) ?? "", attempt);
            if (!rows.Bytes(5).SequenceEqual(digest))
            {
                var text = $"state.db: the stored object '{id}' is not what its digest says.";
                Find(LedgerFindingKind.Changed, text, new LedgerId(attempt));
            }
        }
    }

    private void CheckOpen(IReadOnlyList<Opened> open, JournalPosition position)
    {
        if (folder.Segments() is not [var first, ..] || position.Segment < first)
        {
            return;
        }
        var expected = SegmentStarts.OpenAt(folder, position.Segment).ToDictionary(static entry => entry.Attempt);
        using var cursor = new JournalCursor(folder, new JournalPosition(position.Segment, 0));
        while (cursor.TryRead(position))
        {
            switch (cursor.Entry())
            {
                case Opened opened:
                    expected[opened.Attempt] = opened;
                    break;
                case Closed closed:
                    expected.Remove(closed.Attempt);
                    break;
                default:
                    break;
            }
        }
        foreach (var entry in open.Where(entry => !(expected.Remove(entry.Attempt, out var same) && same == entry)))
        {
            Find(LedgerFindingKind.Differs, "state.db: the open attempt is not as the journal has it.", entry.Attempt);
        }
        foreach (var attempt in expected.Keys)
        {
            Find(LedgerFindingKind.MissingInSqlite, "state.db: the open attempt is missing.", attempt);
        }
    }

    private void Find(LedgerFindingKind kind, string text, LedgerId? attempt = null) =>
        _findings.Add(new LedgerFinding(kind, text, attempt));
}
