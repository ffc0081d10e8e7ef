using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Stores;
using Prenup.Stores.Journal;
using Prenup.Stores.Keys;
using Prenup.Stores.Migrating;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores;

/// <summary>A data folder as the first version wrote it: two closed attempts, one open, a stored response, two keys.</summary>
public sealed class Version1Tests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly DataFolder _folder;

    public Version1Tests()
    {
        _folder = new DataFolder(_temp.Path);
        _folder.Create();
        File.Copy(Fixture("000001.journal"), _folder.Segment(1));
        Run(_folder.OldLedger, File.ReadAllText(Fixture("ledger.sql")));
        Run(_folder.Keys, File.ReadAllText(Fixture("keys.sql")));
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Its_ledger_goes_on()
    {
        var wrote = await File.ReadAllBytesAsync(_folder.Segment(1), TestContext.Current.CancellationToken);
        await using (var store = await OpenAsync())
        {
            Assert.Equal("azure-payg", (await store.FindAsync("resp_1"))!.Offer);
            await store.OpenAsync(Entries.Opened(4));
            store.Close(Entries.Closed(4));
        }
        var now = await File.ReadAllBytesAsync(_folder.Find(1), TestContext.Current.CancellationToken);
        Assert.Equal(wrote, now[..wrote.Length]);
        Assert.False(File.Exists(_folder.OldLedger));
        using var reader = LedgerReader.Open(_folder.Root);
        Assert.Empty(reader.Verify(Entries.Prices));
        Assert.Equal(
            [AttemptState.Settled, AttemptState.Unknown, AttemptState.Unknown, AttemptState.Settled],
            reader.Show(LedgerFilter.All).Select(static row => row.State)
        );
    }

    [Fact]
    public void Its_ledger_is_read_without_a_gateway()
    {
        using var reader = LedgerReader.Open(_folder.Root);
        Assert.Empty(reader.Verify(Entries.Prices));
        Assert.Equal(3, Assert.Single(reader.Sum(LedgerGrouping.All)).Attempts);
    }

    [Fact]
    public void Its_keys_are_valid_and_revoked_as_before()
    {
        using var keys = KeyStore.Open(_folder.Root, TimeProvider.System);
        var valid = Assert.Single(keys.Load());
        Assert.Equal(
            ("catalogue-prod", "catalogue", "search", 600, 400_000L, 64, 4096),
            (
                valid.Name,
                valid.Project,
                valid.Team,
                valid.Bounds.Limits.RequestsPerMinute,
                valid.Bounds.Limits.TokensPerMinute,
                valid.Bounds.Limits.Concurrent,
                valid.OutputCap
            )
        );
        Assert.Equal("sha256:1ec5cb37ac250fdb3f3f05e07f48ab9ec4d9e674ac68e205e5412fd7afe45a7a", valid.Hash.ToString());
        Assert.NotNull(keys.List()[1].Revoked);
        keys.Create(new NewKey("new", "catalogue"));
        Assert.Equal(2, keys.Load().Count);
    }

    [Fact]
    public async Task A_newer_version_s_files_end_the_start_with_what_to_do()
    {
        Run(_folder.State, "PRAGMA user_version = 999");
        Run(_folder.Keys, "PRAGMA user_version = 999");
        var ledger = await Assert.ThrowsAsync<SchemaException>(OpenAsync);
        Assert.Contains("state.db has version 999", ledger.Message, StringComparison.Ordinal);
        Assert.Contains("restore a backup", ledger.Message, StringComparison.Ordinal);
        Assert.Throws<SchemaException>(() => LedgerReader.Open(_folder.Root));
        var keys = Assert.Throws<SchemaException>(() => KeyStore.Open(_folder.Root, TimeProvider.System));
        Assert.Contains("keys.db has version 999", keys.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_its_journal_no_longer_has_is_taken_over_from_its_sqlite_file()
    {
        // As if the journal began with a later segment: all that is left of attempts 1 to 3 is in ledger.db.
        File.Delete(_folder.Segment(1));
        using (
            var writer = new JournalWriter(
                _folder,
                new LedgerOptions { Folder = _folder.Root },
                RecoveredJournal.Read(_folder),
                TimeProvider.System,
                NullLogger.Instance
            )
        )
        {
            writer.TryOpen(Entries.Opened(4));
            writer.Close(Entries.Closed(4));
        }
        File.Move(_folder.Segment(1), _folder.Segment(2));
        await using (var store = await OpenAsync())
        {
            Assert.True(await store.FlushAsync());
            Assert.Equal("azure-payg", (await store.FindAsync("resp_1"))!.Offer);
        }
        using var reader = LedgerReader.Open(_folder.Root);
        var rows = reader.Show(LedgerFilter.All).ToList();
        Assert.Equal([1, 2, 3, 4], rows.Select(static row => row.Opened.Attempt.Value));
        Assert.Equal(new PicoDollars(220_000_000), rows[0].Closed!.Cost);
        Assert.Equal(AttemptState.Open, rows[2].State);
    }

    private Task<LedgerStore> OpenAsync() =>
        LedgerStore.OpenAsync(new LedgerOptions { Folder = _folder.Root }, TimeProvider.System);

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Stores", "Version1", name);

    private static void Run(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
