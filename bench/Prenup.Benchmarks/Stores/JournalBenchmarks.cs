using System.IO.MemoryMappedFiles;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using Prenup.Stores;
using Prenup.Stores.Journal;

namespace Prenup.Benchmarks.Stores;

/// <summary>What an attempt costs in the journal: both entries through the writer, and the two ways to write one record.</summary>
[Config(typeof(Runs))]
public class JournalBenchmarks : IDisposable
{
    private const int Bytes = 16 << 20;
    private readonly byte[] _buffer = new byte[8192];
    private string _path = "";
    private JournalWriter _writer = null!;
    private FileStream _file = null!;
    private FileStream _mappedFile = null!;
    private MemoryMappedFile _map = null!;
    private MemoryMappedViewAccessor _view = null!;
    private byte[] _record = [];
    private long _next;
    private int _at;

    [GlobalSetup]
    public void Setup()
    {
        _path = Directory.CreateTempSubdirectory("prenup-bench-").FullName;
        var folder = new DataFolder(_path);
        folder.Create();
        var options = new LedgerOptions { Folder = _path };
        _writer = new JournalWriter(
            folder,
            options,
            RecoveredJournal.Read(folder),
            TimeProvider.System,
            NullLogger.Instance
        );
        _record = ClosedRecord.Write(_buffer, Samples.Closed(1), 1).ToArray();
        _file = Reserve("pwrite");
        _mappedFile = Reserve("mmap");
        _map = MemoryMappedFile.CreateFromFile(
            _mappedFile,
            null,
            Bytes,
            MemoryMappedFileAccess.ReadWrite,
            HandleInheritability.None,
            leaveOpen: true
        );
        _view = _map.CreateViewAccessor();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _writer.Dispose();
        _file.Dispose();
        _view.Dispose();
        _map.Dispose();
        _mappedFile.Dispose();
        Directory.Delete(_path, recursive: true);
    }

    [Benchmark(Description = "an attempt: opened and closed, through the writer")]
    public void Attempt()
    {
        var attempt = ++_next;
        _writer.TryOpen(Samples.Opened(attempt));
        _writer.Close(Samples.Closed(attempt));
    }

    [Benchmark(Description = "encoding alone: opened and closed")]
    public int Encode() =>
        OpenedRecord.Write(_buffer, Samples.Opened(1), 1).Length
        + ClosedRecord.Write(_buffer, Samples.Closed(1), 1).Length;

    [Benchmark(Description = "the entries themselves, as objects")]
    public (object, object) Make() => (Samples.Opened(1), Samples.Closed(1));

    [Benchmark(Description = "one record by pwrite")]
    public void Pwrite() => RandomAccess.Write(_file.SafeFileHandle, _record, Place());

    [Benchmark(Description = "one record through a memory map")]
    public void Mapped() => _view.WriteArray(Place(), _record, 0, _record.Length);

    private int Place() => _at = _at + (2 * _record.Length) > Bytes ? 0 : _at + _record.Length;

    private FileStream Reserve(string name) =>
        new(Path.Combine(_path, name), DataFolder.Private(FileMode.Create, FileShare.ReadWrite, Bytes));

    private sealed class Runs : BoundedRuns
    {
        public Runs()
            : base(50_000) => Configure();
    }
}
