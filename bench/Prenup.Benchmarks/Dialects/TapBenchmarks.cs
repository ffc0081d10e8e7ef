using BenchmarkDotNet.Attributes;
using Prenup.Core.Asking;
using Prenup.Dialects.Framing;
using Prenup.Dialects.Replies;

namespace Prenup.Benchmarks.Dialects;

/// <summary>What tapping a reply costs, per event and per whole body.</summary>
[MemoryDiagnoser]
public class TapBenchmarks : IDisposable
{
    private readonly StreamTap _chat = StreamTap.For(Dialect.OpenAiChat);
    private readonly StreamTap _responses = StreamTap.For(Dialect.OpenAiResponses);
    private readonly SseFramer _framer = new();
    private byte[] _event = [];

    [GlobalSetup]
    public void Setup() => _event = [.. "data: "u8, .. Samples.ChatChunk, .. "\n\n"u8];

    [GlobalCleanup]
    public void Dispose()
    {
        _framer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public EventReading ChatEvent() => _chat.Read(Samples.ChatChunk);

    [Benchmark]
    public EventReading ResponsesEvent() => _responses.Read(Samples.ResponsesDelta);

    [Benchmark]
    public int FramedEvent()
    {
        _event.CopyTo(_framer.GetMemory());
        _framer.Advance(_event.Length);
        return _framer.TryRead(out var frame) ? frame.Raw.Length : 0;
    }

    [Benchmark]
    public ReplyFacts WholeReply()
    {
        var tap = new WholeTap(Dialect.OpenAiChat);
        tap.Append(Samples.Reply);
        tap.Complete();
        return tap.Facts;
    }
}
