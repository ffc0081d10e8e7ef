using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Stores;
using Prenup.Stores.Journal;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores;

public sealed class LedgerReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_combination_has_the_same_state_in_sql_as_in_code()
    {
        var closed = (
            from outcome in Enum.GetValues<Outcome>()
            from basis in Enum.GetValues<UsageBasis>()
            from known in new[] { true, false }
            select Entries.Closed(1) with
            {
                Outcome = outcome,
                Basis = basis,
                Cost = known ? PicoDollars.Zero : null,
            }
        ).ToArray();
        await EnterAsync(closed);
        using var reader = LedgerReader.Open(_folder.Path);
        foreach (var state in Enum.GetValues<AttemptState>())
        {
            var rows = reader.Show(new LedgerFilter { State = state }).ToList();
            Assert.All(rows, row => Assert.Equal(state, row.State));
            var sum = reader.Sum(LedgerGrouping.State).SingleOrDefault(sum => sum.Group == state.Name());
            Assert.Equal(rows.Count, sum?.Attempts ?? 0);
        }
        Assert.Equal(closed.Length, Assert.Single(reader.Sum(LedgerGrouping.All)).Attempts);
    }

    [Fact]
    public async Task Sums_beyond_nine_million_dollars_are_exact()
    {
        await EnterAsync([
            .. Enumerable.Range(1, 5).Select(static n => Entries.Costing(n, new PicoDollars(long.MaxValue - n))),
            Entries.Costing(6, null),
        ]);
        using var reader = LedgerReader.Open(_folder.Path);
        var sum = Assert.Single(reader.Sum(LedgerGrouping.Cloud));
        Assert.Equal("azure", sum.Group);
        Assert.Equal(new PicoTotal(((Int128)long.MaxValue * 5) - 15), sum.Cost);
        Assert.Equal((6, 6, 1), (sum.Attempts, sum.Exchanges, sum.CostUnknown));
        Assert.Equal(
            (720, 0, null),
            (sum.Usage[Meter.TextIn], sum.Usage[Meter.TextInCached], sum.Usage[Meter.AudioIn])
        );
    }

    [Fact]
    public async Task Filters_choose_and_groupings_name()
    {
        await EnterAsync(Entries.Closed(1), Entries.Closed(2), Entries.Closed(3));
        using var reader = LedgerReader.Open(_folder.Path);
        var from = Entries.Noon.AddMilliseconds(2);
        Assert.Equal([2, 3], Show(new LedgerFilter { From = from }));
        Assert.Equal([1], Show(new LedgerFilter { Until = from }));
        Assert.Equal([3, 2], Show(new LedgerFilter { Limit = 2, NewestFirst = true }));
        Assert.Equal(
            [2],
            Show(
                new LedgerFilter
                {
                    Attempt = new LedgerId(2),
                    Key = "catalogue-prod",
                    Offer = "azure-payg",
                }
            )
        );
        Assert.Empty(Show(new LedgerFilter { Project = "other" }));
        foreach (var grouping in Enum.GetValues<LedgerGrouping>())
        {
            Assert.Equal(3, Assert.Single(reader.Sum(grouping)).Attempts);
        }
        Assert.Equal("2026-09-01", reader.Sum(LedgerGrouping.Day)[0].Group);

        IEnumerable<long> Show(LedgerFilter filter) =>
            reader.Show(filter).Select(static row => row.Opened.Attempt.Value);
    }

    [Fact]
    public async Task Verify_names_a_flipped_byte_of_the_journal()
    {
        await EnterAsync(Entries.Closed(1), Entries.Closed(2));
        var segment = new DataFolder(_folder.Path).Segment(1);
        var bytes = await File.ReadAllBytesAsync(segment, TestContext.Current.CancellationToken);
        var at = bytes.AsSpan().IndexOf("req-1"u8);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(segment, bytes, TestContext.Current.CancellationToken);
        var findings = Verify();
        var corrupt = Assert.Single(findings, static finding => finding.Kind == LedgerFindingKind.Corrupt);
        Assert.Equal(1, corrupt.Segment);
        Assert.InRange(corrupt.Offset!.Value, at - 100, at);
        Assert.Contains(findings, static finding => finding.Kind == LedgerFindingKind.MissingInJournal);
    }

    [Theory]
    [InlineData("UPDATE entries SET cost_pico = cost_pico + 1 WHERE attempt = 2", "Differs 2 cost_pico")]
    [InlineData("UPDATE entries SET model = 1 WHERE attempt = 1", "Differs 1 model")]
    [InlineData("UPDATE entries SET attempt = 99 WHERE attempt = 2", "Differs 99 attempt")]
    [InlineData("UPDATE entries SET digest = zeroblob(16) WHERE attempt = 2", "Changed 2 digest")]
    [InlineData("UPDATE names SET text = 'other' WHERE text = 'gpt-5.5'", "Differs 1 model")]
    [InlineData("DELETE FROM entries WHERE attempt = 1", "MissingInSqlite 1 ")]
    public async Task Verify_names_what_sqlite_has_otherwise(string sql, string found)
    {
        await EnterAsync(Entries.Closed(1), Entries.Closed(2), Entries.Closed(3));
        Change(sql);
        var finding = Verify()[0];
        Assert.Equal(found, $"{finding.Kind} {finding.Attempt?.Value} {string.Join(' ', finding.Columns)}");
        Assert.Equal("2026-09", finding.Month?.Name);
    }

    [Fact]
    public async Task Verify_names_rows_that_the_journal_has_not()
    {
        await EnterAsync(Entries.Closed(1));
        Change(
            "INSERT INTO entries (seq, digest, kind, attempt, opened_us, closed_us) VALUES (2, zeroblob(16), 0, 9, 0, 0)"
        );
        Assert.Contains(Verify(), static finding => finding.Kind == LedgerFindingKind.MissingInJournal);
    }

    [Fact]
    public async Task Verify_recomputes_every_cost()
    {
        await EnterAsync(
            Entries.Costing(1, new PicoDollars(5)),
            Entries.Closed(2),
            Entries.Closed(3) with
            {
                Terms = null,
            },
            Entries.Closed(4) with
            {
                Terms = Entries.Closed(4).Terms! with { Bands = [] },
            }
        );
        Assert.Equal([LedgerFindingKind.Cost, LedgerFindingKind.Cost], Verify().Select(static finding => finding.Kind));
        var without = Verify(PriceBook.Empty).Select(static finding => finding.Kind);
        Assert.Equal([LedgerFindingKind.Cost, LedgerFindingKind.Cost, LedgerFindingKind.TermsUnknown], without);
    }

    [Fact]
    public async Task Exports_are_exact_and_quoted()
    {
        await EnterAsync(Entries.Closed(1) with { ServedModel = "a \"quoted\", model" });
        using var reader = LedgerReader.Open(_folder.Path);
        var csv = new StringWriter();
        LedgerExport.WriteCsv(reader.Show(LedgerFilter.All), csv);
        var lines = csv.ToString().Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"a \"\"quoted\"\", model\"", lines[1], StringComparison.Ordinal);
        Assert.Contains(",0.00022,220000000,", lines[1], StringComparison.Ordinal);

        using var json = new MemoryStream();
        LedgerExport.WriteJsonLines(reader.Show(LedgerFilter.All), json);
        using var line = JsonDocument.Parse(Encoding.UTF8.GetString(json.ToArray()).TrimEnd('\n'));
        Assert.Equal(220_000_000, line.RootElement.GetProperty("cost_pico").GetInt64());
        Assert.Equal("0.00022", line.RootElement.GetProperty("cost_usd").GetString());
        Assert.Equal("settled", line.RootElement.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, line.RootElement.GetProperty("audio_in").ValueKind);
        Assert.Equal("2026-09-01T12:00:00.001000Z", line.RootElement.GetProperty("opened").GetString());
    }

    [Fact]
    public void Without_a_gateway_what_is_left_in_the_journal_is_taken_over_first()
    {
        var folder = new DataFolder(_folder.Path);
        folder.Create();
        var options = new LedgerOptions { Folder = _folder.Path };
        using (
            var writer = new JournalWriter(
                folder,
                options,
                RecoveredJournal.Read(folder),
                TimeProvider.System,
                NullLogger.Instance
            )
        )
        {
            writer.TryOpen(Entries.Opened(1));
        }
        using var reader = LedgerReader.Open(_folder.Path);
        Assert.Equal(AttemptState.Open, Assert.Single(reader.Show(LedgerFilter.All)).State);
    }

    [Fact]
    public async Task The_view_shows_names_for_numbers()
    {
        await EnterAsync(Entries.Closed(1) with { Outcome = Outcome.Cut, Fault = FaultKind.UpstreamBug });
        using var connection = new SqliteConnection($"Data Source={_folder.Path}/ledger-2026-09.db;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT cloud, dialect, operation, state, outcome, basis, fault, text_in, cost_pico FROM attempts";
        using var row = command.ExecuteReader();
        Assert.True(row.Read());
        var values = Enumerable.Range(0, 9).Select(row.GetValue);
        Assert.Equal(
            ["azure", "openai-responses", "generate", "partial", "cut", "reported", "upstream-bug", 120L, 220_000_000L],
            values
        );
    }

    [Fact]
    public void A_folder_without_a_ledger_is_named()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => LedgerReader.Open(_folder.Path));
        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
    }

    private async Task EnterAsync(params Closed[] closed)
    {
        await using var store = await LedgerStore.OpenAsync(
            new LedgerOptions { Folder = _folder.Path },
            TimeProvider.System
        );
        for (var attempt = 1; attempt <= closed.Length; attempt++)
        {
            Assert.True(await store.OpenAsync(Entries.Opened(attempt)));
            store.Close(closed[attempt - 1] with { Attempt = new LedgerId(attempt) });
        }
    }

    private IReadOnlyList<LedgerFinding> Verify(PriceBook? prices = null)
    {
        using var reader = LedgerReader.Open(_folder.Path);
        return reader.Verify(prices ?? Entries.Prices);
    }

    private void Change(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Path}/ledger-2026-09.db;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
