using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Months;

/// <summary>Where a month's file ends: its position in the journal, its rows and the last digest of its chain.</summary>
/// <param name="Position">After the last record that was taken over.</param>
/// <param name="Entries">Rows.</param>
/// <param name="Digest">The last row's digest; of the month's name where there is none.</param>
internal sealed record MonthHead(JournalPosition Position, long Entries, byte[] Digest)
{
    /// <summary>What is not as it was written; null where all is.</summary>
    public string? Wrong { get; private init; }

    /// <summary>Reads the head, and holds it against its own digest and against the last row.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static MonthHead Read(SqliteConnection connection, LedgerMonth month)
    {
        using var row = new SqliteStatement(
            connection,
            "SELECT segment, offset, entries, digest, own_digest FROM head"
        );
        var head = new MonthHead(default, 0, EntryChain.First(month));
        if (row.Read())
        {
            var position = new JournalPosition((int)row.Number(0), row.Number(1));
            head = new MonthHead(position, row.Number(2), row.Bytes(3).ToArray());
            if (!row.Bytes(4).SequenceEqual(head.Own(month)))
            {
                return head with { Wrong = "the head is not as it was written" };
            }
        }
        using var last = new SqliteStatement(connection, "SELECT seq, digest FROM entries ORDER BY seq DESC LIMIT 1");
        var (entries, digest) = last.Read() ? (last.Number(0), last.Bytes(1).ToArray()) : (0, head.Digest);
        return entries == head.Entries && digest.AsSpan().SequenceEqual(head.Digest)
            ? head
            : head with
            {
                Wrong = "the last row is not the one that the head names",
            };
    }

    /// <summary>Writes the head.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Write(SqliteConnection connection, LedgerMonth month)
    {
        using var head = new SqliteStatement(connection, "INSERT OR REPLACE INTO head VALUES (1, ?, ?, ?, ?, ?)");
        head.Bind(1, Position.Segment);
        head.Bind(2, Position.Offset);
        head.Bind(3, Entries);
        head.BindBytes(4, Digest);
        head.BindBytes(5, Own(month));
        head.Run();
    }

    private byte[] Own(LedgerMonth month)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{month} {Position.Segment} {Position.Offset} {Entries} {Convert.ToHexString(Digest)}"
        );
        var own = new byte[EntryChain.Bytes];
        EntryChain.Cut(Encoding.UTF8.GetBytes(text), own);
        return own;
    }
}
