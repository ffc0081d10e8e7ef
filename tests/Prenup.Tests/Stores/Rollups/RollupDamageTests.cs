using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Stores;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores.Rollups;

/// <summary>Rollups that are not as they were written: reports go by the entries, the check names them, and they can be built anew.</summary>
public sealed class RollupDamageTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly IReadOnlyList<string> _before;

    public RollupDamageTests()
    {
        using (var ledger = new RandomLedger(_folder.Path))
        {
            // Two hours, then a day and an hour in which nothing ends.
            for (var i = 0; i < 60; i++)
            {
                ledger.Let(new Happening(i % 20 == 0 ? 4 : 2, i % 5, i % 2 == 0 ? 9 : 4, i));
            }
            ledger.Let(new Happening(6, 0, 9, 2));
            ledger.Let(new Happening(0, 0, 4, 0));
            ledger.Let(new Happening(5, 0, 9, 2));
            ledger.Let(new Happening(0, 0, 4, 0));
        }
        _before = Report();
        Assert.Empty(Findings());
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("minute", "totals")]
    [InlineData("hour", "totals")]
    [InlineData("day", "totals")]
    [InlineData("minute", "cells")]
    [InlineData("minute", "tagged")]
    [InlineData("hour", "cells")]
    [InlineData("hour", "tagged")]
    [InlineData("day", "cells")]
    [InlineData("day", "tagged")]
    public void A_flipped_byte_is_found_and_named_wherever_it_is_and_building_anew_restores_it(
        string level,
        string column
    )
    {
        var whole = Bytes(level, column);
        for (var at = 0; at < whole.Length; at += 1 + (whole.Length / 12))
        {
            var flipped = (byte[])whole.Clone();
            flipped[at] ^= 1;
            Write(level, column, flipped);
            Assert.Equal(_before, Report());
            var findings = Findings();
            Assert.NotEmpty(findings);
            Assert.All(
                findings,
                finding => Assert.StartsWith($"Rollup of the {level} 2026-09-0", finding.Text, StringComparison.Ordinal)
            );
            LedgerReader.RebuildRollups(_folder.Path);
            Assert.Empty(Findings());
            Assert.Equal(whole, Bytes(level, column));
        }
    }

    [Theory]
    [InlineData("UPDATE rollup_day SET last = last + 1", "day 2026-09-02: it is not what its checksum says")]
    [InlineData("UPDATE rollup_day SET bucket = bucket + 1", "day 2026-09-02: it says bucket")]
    [InlineData("UPDATE rollup_hour SET first = first + 1000 WHERE first = 1", "hour 2026-09-02T00:00Z: it is missing")]
    [InlineData(
        "UPDATE rollup_minute SET last = last + 1000 WHERE first = (SELECT MAX(first) FROM rollup_minute)",
        "minute"
    )]
    [InlineData("DELETE FROM rollup_day", "day 2026-09-02: it is missing")]
    [InlineData("UPDATE tag_sets SET tags = '{}' WHERE id = 1", "the set of tags 1 is {}")]
    [InlineData("DELETE FROM tag_sets", "the sets of tags behind 0 are missing")]
    public void Whatever_else_is_changed_is_named_too(string sql, string named)
    {
        Change(sql);
        Assert.Contains(Findings(), finding => finding.Text.Contains(named, StringComparison.Ordinal));
        LedgerReader.RebuildRollups(_folder.Path);
        Assert.Empty(Findings());
        Assert.Equal(_before, Report());
    }

    [Fact]
    public void A_cell_that_was_changed_with_its_checksum_is_named_by_what_it_says_of_whom()
    {
        // The rollups of another ledger, whole in themselves: one attempt less.
        Change(
            "UPDATE rollup_day SET (totals, cells, tagged) = (SELECT totals, cells, tagged FROM rollup_minute LIMIT 1)"
        );
        var finding = Findings().First(static finding => finding.Columns.Contains("attempts"));
        Assert.Contains("key key-", finding.Text, StringComparison.Ordinal);
        Assert.Equal("2026-09", finding.Month?.Name);
    }

    [Fact]
    public void Going_on_behind_a_damaged_minute_writes_it_again()
    {
        Change("UPDATE rollup_minute SET cells = x'00' WHERE first = (SELECT MAX(first) FROM rollup_minute)");
        var folder = new DataFolder(_folder.Path);
        using (var importer = new Importer(folder, NullLogger.Instance))
        {
            SqliteFile.Delete(folder.State); // so that the month is opened for writing
            importer.ImportTo(RecoveredJournal.Read(folder).End);
        }
        Assert.Empty(Findings());
        Assert.Equal(_before, Report());
    }

    private IReadOnlyList<string> Report()
    {
        using var reader = LedgerReader.Open(_folder.Path);
        var filter = new LedgerFilter { From = Entries.Noon, Until = Entries.Noon.AddDays(4) };
        return
        [
            .. Enum.GetValues<LedgerGrouping>()
                .SelectMany(grouping => reader.Sum(grouping, filter, "env"))
                .Select(SummedEntries.Line),
        ];
    }

    private IReadOnlyList<LedgerFinding> Findings()
    {
        using var reader = LedgerReader.Open(_folder.Path);
        return [.. reader.Verify(Entries.Prices).Where(static finding => finding.Kind == LedgerFindingKind.Rollup)];
    }

    private byte[] Bytes(string level, string column)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {column} FROM rollup_{level} WHERE first = 1";
        return (byte[])command.ExecuteScalar()!;
    }

    private void Write(string level, string column, byte[] bytes)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"UPDATE rollup_{level} SET {column} = $bytes WHERE first = 1";
        command.Parameters.AddWithValue("$bytes", bytes);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    private void Change(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(command.ExecuteNonQuery() > 0);
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_folder.Path}/ledger-2026-09.db;Pooling=False");
        connection.Open();
        return connection;
    }
}
