using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Prenup.Benchmarks.Stores;

/// <summary>A fixed number of calls per iteration: benchmarks that write files must not fill the disk.</summary>
/// <param name="calls">Calls per iteration.</param>
public abstract class BoundedRuns(int calls) : ManualConfig
{
    protected void Configure() =>
        AddJob(
                Job.Default.WithToolchain(InProcessEmitToolchain.Instance)
                    .WithWarmupCount(3)
                    .WithIterationCount(10)
                    .WithInvocationCount(calls)
                    .WithUnrollFactor(1)
            )
            .AddDiagnoser(MemoryDiagnoser.Default);
}
