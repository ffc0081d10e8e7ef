using Prenup.Dialects.Framing;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

/// <summary>Every recorded reply in two pieces: cut at every place up to 8 KiB, at 64 drawn ones above.</summary>
public sealed class RecordedSplitTests
{
    private const int EveryPlaceUpTo = 8 << 10;
    private const int DrawnPlaces = 64;

    [Fact]
    public void F1_A_stream_cut_in_two_reads_the_same() => AssertSame("stream", ReadStream);

    [Fact]
    public void A_whole_reply_cut_in_two_reads_the_same() => AssertSame("whole", ReadWhole);

    private static void AssertSame(string kind, Func<Recording, int, object> read) =>
        Parallel.ForEach(
            Recording.All(kind),
            recording =>
            {
                var uncut = read(recording, recording.Response.Length);
                foreach (var cut in Cuts(recording))
                {
                    Assert.True(uncut.Equals(read(recording, cut)), $"{recording.Name} cut at {cut}");
                }
            }
        );

    private static IEnumerable<int> Cuts(Recording recording)
    {
        var length = recording.Response.Length;
        if (length <= EveryPlaceUpTo)
        {
            return Enumerable.Range(1, length - 1);
        }
        var random = new Random(length);
        return Enumerable.Range(0, DrawnPlaces).Select(_ => random.Next(1, length));
    }

    private static object ReadStream(Recording recording, int cut)
    {
        using var framer = new SseFramer();
        var tap = StreamTap.For(recording.Dialect);
        var readings = new HashCode();
        foreach (var piece in new[] { recording.Response.AsMemory(0, cut), recording.Response.AsMemory(cut) })
        {
            for (var rest = piece; !rest.IsEmpty; )
            {
                var memory = framer.GetMemory();
                var size = Math.Min(rest.Length, memory.Length);
                rest[..size].CopyTo(memory);
                framer.Advance(size);
                rest = rest[size..];
                while (framer.TryRead(out var frame))
                {
                    readings.Add(frame.HasData ? tap.Read(frame.Data.Span) : default);
                    readings.AddBytes(frame.Raw.Span);
                }
            }
        }
        return (readings.ToHashCode(), tap.EndedWell, Summary(tap.Facts));
    }

    private static object ReadWhole(Recording recording, int cut)
    {
        var tap = new WholeTap(recording.Dialect);
        tap.Append(recording.Response.AsSpan(0, cut));
        tap.Append(recording.Response.AsSpan(cut));
        tap.Complete();
        return (tap.WellFormed, tap.ModelOffset, tap.ModelLength, Summary(tap.Facts));
    }

    private static object Summary(ReplyFacts facts) =>
        (
            (facts.HasUsage, facts.Usage, facts.OutputBytes, facts.SawFinish, facts.Terminated),
            (facts.ServedModel, facts.ServedTier, facts.ResponseId, facts.Fault?.Code)
        );
}
