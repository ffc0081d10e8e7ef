using System.Text;
using System.Text.Json;
using CsCheck;
using Prenup.Core.Usage;
using Prenup.Dialects.Usage;
using Xunit;

namespace Prenup.Tests.Dialects.Usage;

public sealed class UsageReaderTests
{
    [Fact]
    public void Chat_parts_leave_the_total_and_memos_stay_within_it()
    {
        var usage = Read(
            """{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"prompt_tokens_details":{"cached_tokens":30,"cache_write_tokens":10,"audio_tokens":5,"image_tokens":7,"text_tokens":88},"completion_tokens_details":{"reasoning_tokens":20,"audio_tokens":4,"accepted_prediction_tokens":1,"rejected_prediction_tokens":2}}"""
        );
        var expected = default(UsageVector)
            .With(Meter.TextIn, 48)
            .With(Meter.TextInCached, 30)
            .With(Meter.TextInWrite, 10)
            .With(Meter.AudioIn, 5)
            .With(Meter.ImageIn, 7)
            .With(Meter.TextOut, 46)
            .With(Meter.AudioOut, 4)
            .With(Meter.Reasoning, 20)
            .With(Meter.RejectedPrediction, 2);
        Assert.Equal(expected, usage.Vector);
        Assert.Null(usage.Doubt);
    }

    [Fact]
    public void Responses_split_their_cache_writes_by_life()
    {
        var usage = Read(
            """{"input_tokens":88,"input_tokens_details":{"cached_tokens":0,"cache_write_tokens":86,"cache_write_tokens_details":{"ttl_30m_tokens":80,"ttl_12h_tokens":6}},"output_tokens":9,"output_tokens_details":{"reasoning_tokens":0}}"""
        );
        Assert.Equal(
            (2, 80, 6),
            (usage.Vector[Meter.TextIn], usage.Vector[Meter.TextInWrite30m], usage.Vector[Meter.TextInWrite12h])
        );
        Assert.Null(usage.Vector[Meter.TextInWrite]);
        Assert.Equal(88, usage.Vector.TotalIn);
    }

    [Fact]
    public void A_part_of_the_writes_without_a_life_stays_apart() =>
        Assert.Equal(
            (1, 2),
            Read(
                """{"input_tokens":3,"input_tokens_details":{"cache_write_tokens":3,"cache_write_tokens_details":{"ttl_30m_tokens":2}}}"""
            )
                is { Vector: var vector }
                ? (vector[Meter.TextInWrite], vector[Meter.TextInWrite30m])
                : default
        );

    [Fact]
    public void Embeddings_report_input_alone()
    {
        var usage = Read("""{"prompt_tokens":8,"total_tokens":8}""");
        Assert.Equal(8, usage.Vector[Meter.TextIn]);
        Assert.Null(usage.Vector[Meter.TextOut]);
    }

    [Fact]
    public void C19_zero_and_nothing_differ()
    {
        var usage = Read(
            """{"prompt_tokens":0,"completion_tokens":0,"prompt_tokens_details":{"cached_tokens":null}}"""
        );
        Assert.Equal(0, usage.Vector[Meter.TextIn]);
        Assert.Equal(0, usage.Vector[Meter.TextOut]);
        Assert.Null(usage.Vector[Meter.TextInCached]);
        Assert.False(TryRead("{}", out _));
        Assert.False(TryRead("null", out _));
        Assert.False(TryRead("[1]", out _));
    }

    [Theory]
    [InlineData("""{"prompt_tokens":7,"prompt_tokens_details":{"cached_tokens":161}}""")]
    [InlineData("""{"prompt_tokens":7,"completion_tokens":1,"completion_tokens_details":{"audio_tokens":2}}""")]
    [InlineData("""{"prompt_tokens":-7,"completion_tokens":1}""")]
    [InlineData("""{"prompt_tokens":1.5,"completion_tokens":1}""")]
    [InlineData("""{"prompt_tokens":99999999999999999999,"completion_tokens":1}""")]
    [InlineData("""{"prompt_tokens":"7","completion_tokens":1}""")]
    public void Numbers_that_do_not_add_up_are_doubted_and_never_negative(string json)
    {
        var usage = Read(json);
        Assert.NotNull(usage.Doubt);
        Assert.All(Meters.All, meter => Assert.True(usage.Vector[meter] is null or >= 0));
    }

    [Fact]
    public void A_whole_number_may_be_written_with_a_point() =>
        Assert.Equal(12, Read("""{"prompt_tokens":12.0}""").Vector[Meter.TextIn]);

    [Fact]
    public void The_parts_always_add_up_to_the_total() =>
        Gen.Select(Gen.Long[0, 1000], Gen.Long[0, 1000], Gen.Long[0, 1000], Gen.Long[0, 1000])
            .Sample(
                (text, cached, write, output) =>
                {
                    var total = text + cached + write;
                    var usage = Read(
                        "{\"input_tokens\":"
                            + total
                            + ",\"input_tokens_details\":{\"cached_tokens\":"
                            + cached
                            + ",\"cache_write_tokens\":"
                            + write
                            + "},\"output_tokens\":"
                            + output
                            + "}"
                    );
                    Assert.Equal((total, output), (usage.Vector.TotalIn, usage.Vector.TotalOut));
                    Assert.Equal(text, usage.Vector[Meter.TextIn]);
                }
            );

    private static UsageReading Read(string json)
    {
        Assert.True(TryRead(json, out var usage));
        return usage;
    }

    private static bool TryRead(string json, out UsageReading usage)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return UsageReader.TryRead(ref reader, out usage);
    }
}
