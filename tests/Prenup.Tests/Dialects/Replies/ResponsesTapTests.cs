using System.Text;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Usage;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

public sealed class ResponsesTapTests
{
    private const string Created =
        """{"type":"response.created","response":{"id":"resp_1","model":"m","error":null,"usage":null}}""";

    private readonly StreamTap _tap = StreamTap.For(Dialect.OpenAiResponses, "openai");

    [Theory]
    [InlineData("""{"type":"response.output_text.delta","delta":"a"}""")]
    [InlineData("""{"type":"response.function_call_arguments.delta","delta":"{"}""")]
    [InlineData("""{"type":"response.refusal.delta","delta":"no"}""")]
    [InlineData("""{"type":"response.reasoning_summary_text.delta","delta":"hm"}""")]
    [InlineData("""{"item":{"id":"fc_1","type":"function_call"},"type":"response.output_item.added"}""")]
    [InlineData("""{"type":"response.output_item.done","item":{"type":"reasoning"}}""")]
    public void Text_tools_reasoning_and_refusals_are_content(string data) =>
        Assert.Equal(EventRole.Content, Read(data).Role);

    [Theory]
    [InlineData(Created)]
    [InlineData("""{"type":"response.in_progress","response":{}}""")]
    [InlineData(
        """{"type":"response.output_item.added","item":{"type":"message","content":[{"type":"output_text"}]}}"""
    )]
    [InlineData("""{"type":"response.output_item.added","item":{"type":"reasoning","summary":[]}}""")]
    [InlineData("""{"type":"response.content_part.added","part":{"type":"output_text","text":""}}""")]
    [InlineData("""{"type":"response.reasoning_part.added"}""")]
    [InlineData("""{"type":"response.output_text.delta","delta":""}""")]
    [InlineData("""{"type":"ping"}""")]
    [InlineData("""{"type":"keepalive","sequence_number":3}""")]
    public void What_only_announces_is_not_content(string data) => Assert.Equal(EventRole.None, Read(data).Role);

    [Theory]
    [InlineData("response.completed")]
    [InlineData("response.incomplete")]
    public void Usage_model_tier_and_id_come_with_the_terminal_event(string type)
    {
        Read(Created);
        Assert.False(_tap.EndedWell);
        var reading = Read(
            """{"response":{"id":"resp_1","created_at":1784324967.0,"model":"m-2026","service_tier":"flex","usage":{"input_tokens":10,"input_tokens_details":{"cached_tokens":4},"output_tokens":3,"output_tokens_details":{"reasoning_tokens":2}}},"type":"TYPE"}""".Replace(
                "TYPE",
                type,
                StringComparison.Ordinal
            )
        );
        Assert.Equal(EventRole.Terminal, reading.Role);
        Assert.True(_tap.EndedWell);
        Assert.Equal(
            ("resp_1", "m-2026", "flex"),
            (_tap.Facts.ResponseId, _tap.Facts.ServedModel, _tap.Facts.ServedTier)
        );
        Assert.Equal(
            (6, 4, 3),
            (_tap.Facts.Usage[Meter.TextIn], _tap.Facts.Usage[Meter.TextInCached], _tap.Facts.Usage[Meter.TextOut])
        );
    }

    [Theory]
    [InlineData("""{"type":"error","code":"insufficient_quota","message":"no money","param":null}""")]
    [InlineData(
        """{"type":"error","sequence_number":2,"error":{"type":"insufficient_quota","code":"insufficient_quota","message":"x"}}"""
    )]
    [InlineData("""{"type":"response.failed","response":{"error":{"code":"insufficient_quota","message":"x"}}}""")]
    [InlineData("""{"error":{"code":"insufficient_quota","message":"x"}}""")]
    public void R6_R7_an_error_after_created_is_terminal_and_classified(string data)
    {
        Read(Created);
        Assert.Equal(EventRole.Terminal | EventRole.Error, Read(data).Role);
        Assert.Equal(FaultKind.QuotaExhausted, _tap.Facts.Fault!.Kind);
        Assert.False(_tap.EndedWell);
    }

    [Fact]
    public void R7_a_failure_without_a_reason_is_still_a_fault()
    {
        Read("""{"type":"response.failed","response":{"error":null}}""");
        Assert.Equal(FaultKind.UpstreamBug, _tap.Facts.Fault!.Kind);
    }

    [Fact]
    public void R13_arguments_of_parallel_calls_interleave()
    {
        Read("""{"type":"response.function_call_arguments.delta","item_id":"fc_1","delta":"{\"a\""}""");
        Read("""{"type":"response.function_call_arguments.delta","item_id":"fc_2","delta":"{}"}""");
        Assert.Equal(6, _tap.Facts.OutputBytes);
    }

    [Fact]
    public void R14_a_sealed_reasoning_item_is_content()
    {
        var reading = Read(
            """{"type":"response.output_item.done","item":{"type":"reasoning","encrypted_content":"gAAA","summary":[]}}"""
        );
        Assert.True(reading.IsContent);
    }

    [Fact]
    public void C16_an_end_without_a_terminal_event_is_no_answer()
    {
        Read("""{"type":"response.output_text.delta","delta":"a"}""");
        Assert.Equal(EventRole.None, Read("[DONE]").Role);
        Assert.False(_tap.EndedWell);
    }

    [Theory]
    [InlineData("{\"type\":")]
    [InlineData("7")]
    public void What_is_no_event_is_the_cloud_s_bug(string data)
    {
        Assert.Equal(EventRole.Error, Read(data).Role);
        Assert.Equal(FaultKind.UpstreamBug, _tap.Facts.Fault!.Kind);
    }

    private EventReading Read(string data) => _tap.Read(Encoding.UTF8.GetBytes(data));
}
