using System.Text;
using Prenup.Dialects.Framing;
using Xunit;

namespace Prenup.Tests.Dialects.Framing;

/// <summary>What a framer made of a stream, kept beyond the life of its buffer.</summary>
internal sealed record Seen(string Raw, string? Data);

/// <summary>Feeds a framer in any cuts.</summary>
internal static class Frames
{
    /// <summary>All frames of a stream that arrives in pieces of the given sizes, repeated.</summary>
    public static List<Seen> Of(ReadOnlySpan<byte> stream, params ReadOnlySpan<int> sizes)
    {
        using var framer = new SseFramer();
        var seen = new List<Seen>();
        var turn = 0;
        while (!stream.IsEmpty)
        {
            var memory = framer.GetMemory();
            var size = Math.Min(Math.Min(sizes[turn++ % sizes.Length], memory.Length), stream.Length);
            stream[..size].CopyTo(memory.Span);
            framer.Advance(size);
            stream = stream[size..];
            while (framer.TryRead(out var frame))
            {
                seen.Add(Copy(frame));
            }
        }
        while (framer.TryFlush(out var last))
        {
            seen.Add(Copy(last));
        }
        return seen;
    }

    /// <summary>All frames of a stream that arrives at once.</summary>
    public static List<Seen> Of(string stream) => Of(Encoding.UTF8.GetBytes(stream), int.MaxValue);

    private static Seen Copy(SseFrame frame)
    {
        // Latin-1 keeps every byte as one character.
        var raw = Encoding.Latin1.GetString(frame.Raw.Span);
        if (!frame.HasData)
        {
            return new Seen(raw, null);
        }
        return new Seen(raw, Encoding.Latin1.GetString(frame.Data.Span));
    }

    /// <summary>The sizes of all frames of a stream that is cut once; fails where a frame's bytes are not the stream's.</summary>
    public static List<(int Raw, int DataOffset, int Data)> Sizes(ReadOnlySpan<byte> stream, int cut)
    {
        using var framer = new SseFramer();
        var sizes = new List<(int, int, int)>();
        var (fed, at) = (0, 0);
        while (fed < stream.Length)
        {
            var memory = framer.GetMemory();
            var size = Math.Min(memory.Length, (fed < cut ? cut : stream.Length) - fed);
            stream.Slice(fed, size).CopyTo(memory.Span);
            framer.Advance(size);
            fed += size;
            while (framer.TryRead(out var frame) || (fed == stream.Length && framer.TryFlush(out frame)))
            {
                Assert.True(frame.Raw.Span.SequenceEqual(stream.Slice(at, frame.Raw.Length)));
                at += frame.Raw.Length;
                sizes.Add((frame.Raw.Length, frame.DataOffset, frame.Data.Length));
            }
        }
        Assert.Equal(stream.Length, at);
        return sizes;
    }
}
