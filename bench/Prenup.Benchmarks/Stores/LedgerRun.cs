using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Core.Prices;
using Prenup.Stores;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;
using Prenup.Stores.Reading;

namespace Prenup.Benchmarks.Stores;

/// <summary>
/// A ledger of many entries, made once and timed whole: <c>-- ledger --entries 10000000 --folder DIR</c>. Prints what each step
/// took; the folder stays.
/// </summary>
internal sealed class LedgerRun(int entries, string path)
{
    private readonly DataFolder _folder = new(path);

    /// <summary>Runs it by the command line's words.</summary>
    public static async Task RunAsync(IReadOnlyList<string> words)
    {
        var entries = int.Parse(After("--entries") ?? "1000000", CultureInfo.InvariantCulture);
        var folder = After("--folder") ?? throw new ArgumentException("Name a folder: --folder DIR.");
        await new LedgerRun(entries, folder).RunAsync();

        string? After(string name) => words.SkipWhile(word => word != name).Skip(1).FirstOrDefault();
    }

    private async Task RunAsync()
    {
        _folder.Create();
        if (_folder.Segments().Count == 0)
        {
            Time("journal", entries, Write);
        }
        if (_folder.Months().Count == 0)
        {
            Time("SQLite", entries, Import);
        }
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var store = await LedgerStore.OpenAsync(new LedgerOptions { Folder = path }, TimeProvider.System);
        Tell("open", clock.Elapsed, Environment.CpuUsage.TotalTime - before, 0);
        await store.DisposeAsync();
        Time("open for reading, and the newest 50", 0, () => Show(new LedgerFilter { Limit = 50, NewestFirst = true }));
        Time("sum", 0, () => Sum(LedgerGrouping.All));
        Time("sum by project", 0, () => Sum(LedgerGrouping.Project));
        Time("verify", entries, Verify);
    }

    private void Write()
    {
        var options = new LedgerOptions { Folder = path };
        var recovered = RecoveredJournal.Read(_folder);
        using var writer = new JournalWriter(_folder, options, recovered, TimeProvider.System, NullLogger.Instance);
        var traffic = new LedgerTraffic(entries / 2);
        foreach (var (opened, closed) in traffic.All())
        {
            if (opened is not null && !writer.TryOpen(opened))
            {
                throw new IOException("The journal cannot be written.");
            }
            if (closed is not null)
            {
                writer.Close(closed);
            }
        }
    }

    private void Import()
    {
        using var importer = new Importer(_folder, NullLogger.Instance);
        importer.ImportTo(RecoveredJournal.Read(_folder).End);
        importer.Settle();
        importer.Checkpoint();
    }

    private void Show(LedgerFilter filter)
    {
        using var reader = LedgerReader.Open(path);
        Console.WriteLine($"  {reader.Show(filter).Count()} rows");
    }

    private void Sum(LedgerGrouping grouping)
    {
        using var reader = LedgerReader.Open(path);
        var sums = reader.Sum(grouping);
        Console.WriteLine($"  {sums.Count} groups, {sums.Sum(static sum => sum.Attempts)} attempts");
    }

    private void Verify()
    {
        using var reader = LedgerReader.Open(path);
        Console.WriteLine($"  {reader.Verify(PriceBook.Empty).Count} findings");
    }

    private static void Time(string step, int entries, Action run)
    {
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        run();
        Tell(step, clock.Elapsed, Environment.CpuUsage.TotalTime - before, entries);
    }

    // Where others use the machine, the processor's time says more than the clock's.
    private static void Tell(string step, TimeSpan took, TimeSpan processor, int entries) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{step}: {took.TotalSeconds:0.00} s, {processor.TotalSeconds:0.00} s of processor"
            )
                + (
                    entries == 0
                        ? ""
                        : string.Create(CultureInfo.InvariantCulture, $", {entries / took.TotalSeconds:0} entries/s")
                )
        );
}
