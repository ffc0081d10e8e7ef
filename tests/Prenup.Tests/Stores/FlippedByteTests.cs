using CsCheck;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Stores;
using Prenup.Stores.Migrating;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.Tests.Stores;

/// <summary>Any flipped bit of any file is found, or changes nothing that anybody can read.</summary>
public sealed class FlippedByteTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly DataFolder _folder;

    public FlippedByteTests() => _folder = new DataFolder(_temp.Path);

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("ledger-2026-09.db")]
    [InlineData("ledger-2026-10.db")]
    [InlineData("state.db")]
    [InlineData("journal/2026-09/000001.journal")]
    [InlineData("journal/000002.journal")]
    [InlineData("journal/2026-09/seal.json")]
    public async Task Any_flipped_bit_is_found_or_changes_nothing(string name)
    {
        await EnterAsync();
        using var gateway = DataFolderLock.Take(_folder); // so that a reader heals nothing
        var file = Path.Combine(_folder.Root, name);
        var whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        var content = Content(name, whole);
        var before = Read();
        Assert.Empty(Verify());
        Gen.Select(Gen.Int[0, content - 1], Gen.Int[0, 7])
            .Sample(
                (at, bit) =>
                {
                    var flipped = whole.ToArray();
                    flipped[at] ^= (byte)(1 << bit);
                    File.WriteAllBytes(file, flipped);
                    return IsFound() || Read().SequenceEqual(before);
                },
                iter: Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1" ? 2_000 : 40,
                threads: 1
            );
    }

    // The zeros that were reserved behind the last record of a segment are no content.
    private static int Content(string name, byte[] whole) =>
        name.EndsWith("journal", StringComparison.Ordinal)
            ? whole.AsSpan().LastIndexOfAnyExcept((byte)0) + 1
            : whole.Length;

    private bool IsFound()
    {
        try
        {
            return Verify().Count > 0;
        }
        catch (SchemaException e)
        {
            return e.Message.Contains("version", StringComparison.Ordinal);
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    private IReadOnlyList<LedgerFinding> Verify()
    {
        using var reader = LedgerReader.Open(_folder.Root);
        return reader.Verify(Entries.Prices);
    }

    // What anybody can read: attempts, one by one too, sums, what is stored, and the view for people.
    private List<string> Read()
    {
        using var reader = LedgerReader.Open(_folder.Root);
        var read = reader.Show(LedgerFilter.All).Select(static row => row.ToString()).ToList();
        for (var attempt = 1; attempt <= 60; attempt += 7)
        {
            read.AddRange(reader.Show(new LedgerFilter { Attempt = new LedgerId(attempt) }).Select(static r => $"{r}"));
            var exchange = Entries.Opened(attempt).Exchange;
            read.AddRange(reader.Show(new LedgerFilter { Exchange = exchange }).Select(static r => $"{r}"));
        }
        read.AddRange(reader.Sum(LedgerGrouping.Offer).Select(static sum => $"{sum}"));
        read.AddRange(Texts("state.db", "SELECT id || project || model || offer || attempt FROM stored_objects"));
        foreach (var month in _folder.Months())
        {
            read.AddRange(
                Texts(Path.GetFileName(_folder.Month(month)), "SELECT attempt || key || state FROM attempts")
            );
        }
        return read;
    }

    private List<string> Texts(string name, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Root, name)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var texts = new List<string>();
        while (rows.Read())
        {
            texts.Add(rows.GetString(0));
        }
        return texts;
    }

    private async Task EnterAsync()
    {
        var october = LedgerMonth.Of(Entries.Noon).Next.Start;
        var options = new LedgerOptions { Folder = _folder.Root, SegmentBytes = 64 << 10 };
        await using var store = await LedgerStore.OpenAsync(options, new FakeTimeProvider(Entries.Noon));
        for (var attempt = 1; attempt <= 60; attempt++)
        {
            var at = attempt <= 30 ? Entries.Noon.AddSeconds(attempt) : october.AddSeconds(attempt);
            await store.OpenAsync(Entries.Opened(attempt, tags: """{"a":1}""") with { At = at });
            if (attempt % 20 != 0)
            {
                store.Close(Entries.Closed(attempt, $"resp_{attempt}") with { At = at.AddMilliseconds(3) });
            }
        }
        await store.OpenAsync(Entries.Opened(61, Operation.Retrieve) with { At = october.AddDays(1) });
    }
}
