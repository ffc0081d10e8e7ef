using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Stores;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;

namespace Prenup.Benchmarks.Stores;

/// <summary>What a row costs on its way from the journal into SQLite, over a rebuild of many.</summary>
[Config(typeof(Runs))]
public class ImportBenchmarks
{
    private const int Attempts = 100_000;
    private string _path = "";
    private DataFolder _folder = null!;
    private JournalPosition _end;

    [GlobalSetup]
    public void Setup()
    {
        _path = Directory.CreateTempSubdirectory("prenup-bench-").FullName;
        _folder = new DataFolder(_path);
        _folder.Create();
        var options = new LedgerOptions { Folder = _path };
        using var writer = new JournalWriter(
            _folder,
            options,
            RecoveredJournal.Read(_folder),
            TimeProvider.System,
            NullLogger.Instance
        );
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            writer.TryOpen(Samples.Opened(attempt));
            writer.Close(Samples.Closed(attempt));
        }
        _end = writer.End;
    }

    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_path, recursive: true);

    [Benchmark(OperationsPerInvoke = 2 * Attempts)]
    public void Import()
    {
        LedgerFiles.Delete(_folder);
        using var importer = new Importer(_folder, NullLogger.Instance);
        importer.ImportTo(_end);
        importer.Settle();
    }

    private sealed class Runs : BoundedRuns
    {
        public Runs()
            : base(1) => Configure();
    }
}
