using System.Text;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Usage;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

public sealed class ChatTapTests
{
    private const string Done = "[DONE]";
    private readonly StreamTap _tap = StreamTap.For(Dialect.OpenAiChat, "azure");

    [Theory]
    [InlineData("""{"content":"hi"}""")]
    [InlineData("""{"role":"assistant","content":"hi"}""")]
    [InlineData("""{"reasoning":"hm"}""")]
    [InlineData("""{"reasoning_content":"hm"}""")]
    [InlineData("""{"refusal":"no"}""")]
    [InlineData(
        """{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":""}}]}"""
    )]
    [InlineData("""{"function_call":{"name":"f","arguments":""}}""")]
    [InlineData("""{"audio":{"id":"a","data":"AAAA"}}""")]
    public void Text_reasoning_tools_refusals_and_audio_are_content(string delta) =>
        Assert.Equal(EventRole.Content, Read(Chunk(delta)).Role);

    [Theory]
    [InlineData("""{"role":"assistant","content":""}""")]
    [InlineData("""{"role":"assistant","content":null,"refusal":null}""")]
    [InlineData("""{"role":"assistant","content":"","tool_calls":[]}""")]
    [InlineData("{}")]
    public void C22_role_only_and_empty_deltas_are_not_content(string delta) =>
        Assert.Equal(EventRole.None, Read(Chunk(delta)).Role);

    [Fact]
    public void C1_C2_C3_the_usage_chunk_is_the_one_without_choices()
    {
        Assert.False(Read("""{"choices":[{"index":0,"delta":{"content":"a"}}],"usage":null}""").IsUsageOnly);
        Assert.True(Read("""{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}""").IsUsageOnly);
        Assert.False(Read("""{"choices":[],"usage":null}""").IsUsageOnly);
        Assert.Equal(2, _tap.Facts.Usage[Meter.TextOut]);
    }

    [Fact]
    public void C5_the_last_of_many_usages_wins_and_content_beside_it_counts_once()
    {
        Read("""{"choices":[{"index":0,"delta":{"content":"a"}}],"usage":{"prompt_tokens":9,"completion_tokens":1}}""");
        var last = Read(
            """{"choices":[{"index":0,"delta":{"content":"b"}}],"usage":{"prompt_tokens":9,"completion_tokens":2}}"""
        );
        Assert.Equal(EventRole.Content, last.Role);
        Assert.Equal((9, 2), (_tap.Facts.Usage.TotalIn, _tap.Facts.Usage.TotalOut));
        Assert.Equal(2, _tap.Facts.OutputBytes);
    }

    [Fact]
    public void C6_usage_after_the_finish_is_kept()
    {
        Read("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        Assert.True(_tap.Facts.SawFinish);
        Read("""{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":7}}""");
        Assert.Equal(EventRole.Terminal, Read(Done).Role);
        Assert.Equal(7, _tap.Facts.Usage.TotalOut);
        Assert.True(_tap.EndedWell);
    }

    [Fact]
    public void An_end_without_an_answer_is_an_error()
    {
        Read("""{"choices":[],"prompt_filter_results":[]}""");
        Assert.Equal(EventRole.Error, Read(Done).Role);
        Assert.False(_tap.EndedWell);
        Assert.Equal(FaultKind.UpstreamBug, _tap.Facts.Fault!.Kind);
    }

    [Fact]
    public void C8_interleaved_tool_fragments_are_all_content()
    {
        string[] deltas =
        [
            """{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":""}}]}""",
            """{"tool_calls":[{"index":1,"id":"b","function":{"name":"g","arguments":"{"}}]}""",
            """{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]}""",
        ];
        Assert.All(deltas, delta => Assert.Equal(EventRole.Content, Read(Chunk(delta)).Role));
        Assert.Equal("f".Length + "g".Length + "{".Length + "{}".Length, _tap.Facts.OutputBytes);
    }

    [Fact]
    public void C11_azure_s_first_chunk_of_filter_results_is_nothing()
    {
        var reading = Read(
            """{"choices":[],"created":0,"id":"","model":"","object":"","prompt_filter_results":[{"prompt_index":0}]}"""
        );
        Assert.Equal(EventRole.None, reading.Role);
        Assert.Null(_tap.Facts.ServedModel);
    }

    [Fact]
    public void C12_azure_s_late_filter_chunk_without_a_delta_is_no_second_finish()
    {
        Read("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        var late = Read(
            """{"choices":[{"index":0,"finish_reason":null,"content_filter_offsets":{"check_offset":3}}],"usage":null}"""
        );
        Assert.Equal(EventRole.None, late.Role);
        Assert.True(_tap.EndedWell);
    }

    [Fact]
    public void C15_an_error_in_a_chunk_is_an_error()
    {
        var reading = Read(
            """{"id":"x","choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}],"error":{"code":429,"message":"slow down"}}"""
        );
        Assert.Equal(EventRole.Error, reading.Role);
        Assert.Equal((FaultKind.Rate, Blame.Upstream), (_tap.Facts.Fault!.Kind, _tap.Facts.Fault.Blame));
        Assert.False(_tap.EndedWell);
    }

    [Theory]
    [InlineData("""{"error":{"message":"x","type":"server_error","code":null}}""", FaultKind.UpstreamBug)]
    [InlineData(
        """{"error":{"message":"x","type":"insufficient_quota","code":"insufficient_quota"}}""",
        FaultKind.QuotaExhausted
    )]
    [InlineData("""{"error":"model runner stopped"}""", FaultKind.UpstreamBug)]
    [InlineData("""{"object":"error","message":"too long: maximum context length","code":400}""", FaultKind.Context)]
    [InlineData("""{"error":{"message":"x","code":"content_filter","status":400}}""", FaultKind.Content)]
    public void Errors_within_a_stream_are_classified(string data, FaultKind kind)
    {
        Assert.Equal(EventRole.Error, Read(data).Role);
        Assert.Equal(kind, _tap.Facts.Fault!.Kind);
        Assert.Contains("azure", _tap.Facts.Fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"choices\":[{]}")]
    [InlineData("{} {}")]
    [InlineData("<html>")]
    [InlineData("[1]")]
    [InlineData("")]
    public void What_is_no_chunk_is_the_cloud_s_bug(string data)
    {
        Assert.Equal(EventRole.Error, Read(data).Role);
        Assert.Equal(FaultKind.UpstreamBug, _tap.Facts.Fault!.Kind);
    }

    [Theory]
    [InlineData("stop", true)]
    [InlineData("content_filter", true)]
    [InlineData("", false)]
    public void C16_an_end_without_finish_or_done_is_no_answer(string finish, bool endedWell)
    {
        Read(Chunk("""{"content":"a"}"""));
        Assert.False(_tap.EndedWell);
        Read($$"""{"choices":[{"index":0,"delta":{},"finish_reason":"{{finish}}"}]}""");
        Assert.Equal(endedWell, _tap.EndedWell);
    }

    [Fact]
    public void C18_the_tier_served_is_what_the_reply_says()
    {
        Read("""{"service_tier":"default","choices":[]}""");
        Assert.Equal("default", _tap.Facts.ServedTier);
    }

    [Fact]
    public void C19_explicit_zeros_are_a_report()
    {
        Assert.False(_tap.Facts.HasUsage);
        Read("""{"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}}""");
        Assert.True(_tap.Facts.HasUsage);
        Assert.Equal(0, _tap.Facts.Usage[Meter.TextIn]);
        Assert.Null(_tap.Facts.Usage[Meter.TextInCached]);
    }

    [Fact]
    public void C20_several_answers_all_have_to_finish_and_usage_counts_once()
    {
        Read("""{"choices":[{"index":0,"delta":{"content":"a"}}]}""");
        Read("""{"choices":[{"index":1,"delta":{"content":"b"}}]}""");
        Read("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""");
        Assert.False(_tap.EndedWell);
        Read("""{"choices":[{"index":1,"delta":{},"finish_reason":"length"}]}""");
        Assert.True(_tap.EndedWell);
        Read("""{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}""");
        Assert.Equal(2, _tap.Facts.Usage.TotalOut);
    }

    [Fact]
    public void The_size_of_generated_text_counts_characters_not_escapes()
    {
        Read(Chunk("""{"content":"a\n\"é\u00e9"}"""));
        Assert.Equal(1 + 1 + 1 + 2 + 3, _tap.Facts.OutputBytes);
    }

    private EventReading Read(string data) => _tap.Read(Encoding.UTF8.GetBytes(data));

    private static string Chunk(string delta) =>
        $$"""{"id":"c","object":"chat.completion.chunk","created":1.5,"model":"m","choices":[{"index":0,"delta":{{delta}},"finish_reason":null}]}""";
}
