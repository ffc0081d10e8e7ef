using System.Text;
using CsCheck;
using Prenup.Dialects.Framing;
using Xunit;

namespace Prenup.Tests.Dialects.Framing;

public sealed class SseFramerTests
{
    private static readonly string[] Pieces =
    [
        "data: {\"a\":1}",
        "data:{}",
        "data",
        "data:",
        "data: ",
        "data:  two",
        "datax: 1",
        ": keep-alive",
        "event: error",
        "id: 7",
        "😀é",
        "\uFEFF",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        "\r\n\r\n",
        "\r\r",
    ];

    private static readonly Gen<byte[]> Streams = Gen.OneOf(Pieces)
        .Array[0, 30]
        .Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces)));

    [Fact]
    public void F1_any_cutting_yields_the_same_frames() =>
        Gen.Select(Streams, Gen.Int[1, 9].Array[1, 6])
            .Sample((stream, sizes) => Assert.Equal(Frames.Of(stream, int.MaxValue), Frames.Of(stream, sizes)));

    [Fact]
    public void F1_recorded_streams_cut_anywhere_yield_the_same_frames()
    {
        foreach (var recording in Recording.All("stream"))
        {
            var whole = Frames.Sizes(recording.Response, recording.Response.Length);
            foreach (var cut in Cuts.Of(recording.Response.Length))
            {
                Assert.Equal(whole, Frames.Sizes(recording.Response, cut));
            }
        }
    }

    [Fact]
    public void F1_recorded_streams_byte_by_byte_yield_the_same_frames()
    {
        foreach (var recording in Recording.All("stream"))
        {
            Assert.Equal(Frames.Of(recording.Response, int.MaxValue), Frames.Of(recording.Response, 1));
        }
    }

    [Theory]
    [InlineData("\uFEFFid: 1\r\ndata: ab\r\ndata:\r\ndata:cd\r\n\r\n", "ab\n\ncd")]
    [InlineData("event: x\ndata: ab\n\n", "ab")]
    public void A_byte_of_the_data_is_found_in_the_raw_bytes(string stream, string data)
    {
        using var framer = new SseFramer();
        var bytes = Encoding.UTF8.GetBytes(stream);
        bytes.CopyTo(framer.GetMemory());
        framer.Advance(bytes.Length);
        Assert.True(framer.TryRead(out var frame));
        Assert.Equal(data, Encoding.UTF8.GetString(frame.Data.Span));
        for (var at = 0; at < data.Length; at++)
        {
            Assert.True(data[at] == '\n' || frame.Raw.Span[frame.RawOffset(at)] == data[at], $"byte {at}");
        }
    }

    [Fact]
    public void The_raw_bytes_of_all_frames_are_the_stream() =>
        Gen.Select(Streams, Gen.Int[1, 9].Array[1, 6])
            .Sample(
                (stream, sizes) =>
                    Assert.Equal(
                        Encoding.Latin1.GetString(stream),
                        string.Concat(Frames.Of(stream, sizes).Select(frame => frame.Raw))
                    )
            );

    [Fact]
    public void F2_a_character_cut_across_reads_stays_whole()
    {
        var stream = "data: 😀\n\n"u8;
        for (var cut = 1; cut < stream.Length; cut++)
        {
            var frame = Assert.Single(Frames.Of(stream, cut, int.MaxValue));
            Assert.Equal("😀", Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(frame.Data!)));
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void F3_each_line_end_is_one_boundary_however_cut(string end)
    {
        var stream = Encoding.UTF8.GetBytes($"data: 1{end}{end}data: 2{end}{end}");
        for (var cut = 1; cut < stream.Length; cut++)
        {
            Assert.Equal(["1", "2"], Frames.Of(stream, cut, int.MaxValue).Select(frame => frame.Data));
        }
    }

    [Fact]
    public void F4_the_space_after_the_colon_is_optional_and_one_only() =>
        Assert.Equal(["1", "1", " 1", ""], Frames.Of("data:1\n\ndata: 1\n\ndata:  1\n\ndata\n\n").Select(f => f.Data));

    [Fact]
    public void F5_several_data_lines_are_joined_into_one_event() =>
        Assert.Equal("a\nb\n\nc", Assert.Single(Frames.Of("data: a\ndata:b\nid: 1\ndata\ndata: c\n\n")).Data);

    [Fact]
    public void F6_comments_are_kept_and_never_data() =>
        Assert.Equal(
            [new Seen(": OPENROUTER PROCESSING\n\n", null), new Seen(": x\ndata: 1\n\n", "1")],
            Frames.Of(": OPENROUTER PROCESSING\n\n: x\ndata: 1\n\n")
        );

    [Theory]
    [InlineData("data: [DONE]")]
    [InlineData("data: [DONE]\n")]
    [InlineData("data: [DONE]\r")]
    [InlineData("data: [DONE]\r\n\r")]
    public void F7_the_last_event_without_its_blank_line_is_flushed_once(string tail) =>
        Assert.Equal(["1", "[DONE]"], Frames.Of("data: 1\n\n" + tail).Select(frame => frame.Data));

    [Theory]
    [InlineData("data: ")]
    [InlineData("data: x\n")]
    public void F8_an_endless_event_overflows_in_bounded_memory(string repeated)
    {
        using var framer = new SseFramer(maxEventBytes: 100_000);
        var largest = 0;
        var line = Encoding.UTF8.GetBytes(repeated);
        for (long fed = 0; fed < 64 * 1024 * 1024 && !framer.Overflowed; )
        {
            var memory = framer.GetMemory();
            largest = Math.Max(largest, memory.Length + framer.Pending);
            var size = Math.Min(line.Length, memory.Length);
            line.AsSpan(0, size).CopyTo(memory.Span);
            framer.Advance(size);
            fed += size;
            Assert.False(framer.TryRead(out _));
        }
        Assert.True(framer.Overflowed);
        Assert.True(largest < 500_000, $"{largest} bytes were held");
        Assert.False(framer.TryFlush(out _));
        Assert.Throws<InvalidOperationException>(() => framer.GetMemory());
    }

    [Fact]
    public void A_byte_order_mark_is_raw_and_not_data()
    {
        var frame = Frames.Of("\uFEFFdata: 1\n\n"u8, 1)[0];
        Assert.Equal("1", frame.Data);
        Assert.StartsWith("\u00EF\u00BB\u00BF", frame.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void An_idle_stream_holds_nothing_and_goes_on()
    {
        using var framer = new SseFramer();
        for (var round = 0; round < 3; round++)
        {
            "data: 1\n\n"u8.CopyTo(framer.GetMemory().Span);
            framer.Advance(9);
            Assert.True(framer.TryRead(out var frame));
            Assert.Equal("1"u8, frame.Data.Span);
            framer.Trim();
            Assert.Equal(0, framer.Pending);
        }
    }
}
