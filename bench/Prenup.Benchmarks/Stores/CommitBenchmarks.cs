using BenchmarkDotNet.Attributes;
using Prenup.Core.Ledger;
using Prenup.Stores;

namespace Prenup.Benchmarks.Stores;

/// <summary>What safety against loss of power costs: an opened entry with its fsync, alone and together with others.</summary>
[Config(typeof(Runs))]
public class CommitBenchmarks
{
    private string _path = "";
    private LedgerStore _store = null!;

    [Params(1, 32)]
    public int Together { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _path = Directory.CreateTempSubdirectory("prenup-bench-").FullName;
        var options = new LedgerOptions { Folder = _path, Durability = LedgerDurability.Power };
        _store = await LedgerStore.OpenAsync(options, TimeProvider.System);
    }

    [GlobalCleanup]
    public async Task CleanupAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(_path, recursive: true);
    }

    [Benchmark]
    public async Task OpenAsync()
    {
        var opened = new (LedgerId Id, Task<bool> Done)[Together];
        for (var i = 0; i < opened.Length; i++)
        {
            var id = _store.Ids.Next();
            opened[i] = (id, _store.OpenAsync(Samples.Opened(id.Value)).AsTask());
        }
        foreach (var (id, done) in opened)
        {
            await done;
            _store.Close(Samples.Closed(id.Value));
        }
    }

    private sealed class Runs : BoundedRuns
    {
        public Runs()
            : base(50) => Configure();
    }
}
