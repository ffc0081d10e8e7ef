using BenchmarkDotNet.Attributes;
using Prenup.Core.Asking;
using Prenup.Dialects.Requests;

namespace Prenup.Benchmarks.Dialects;

/// <summary>What reading a request and finding its edits costs.</summary>
[MemoryDiagnoser]
public class RequestBenchmarks
{
    private AskedBody _asked = null!;

    [GlobalSetup]
    public void Setup() => _asked = Read();

    [Benchmark]
    public AskedBody Read()
    {
        _ = RequestReader.TryRead(Samples.Request, Dialect.OpenAiChat, out var asked, out _);
        return asked!;
    }

    [Benchmark]
    public Splices Edits() => NamedEdits.ForOffer(_asked, Dialect.OpenAiChat, "gpt-55-ptu", null);
}
