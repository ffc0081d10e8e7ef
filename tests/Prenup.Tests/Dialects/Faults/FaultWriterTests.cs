using System.Buffers;
using System.Text;
using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Dialects.Faults;
using Prenup.Dialects.Replies;
using Prenup.Tests.Dialects.Framing;
using Xunit;

namespace Prenup.Tests.Dialects.Faults;

public sealed class FaultWriterTests
{
    private static readonly Fault Rate = new()
    {
        Kind = FaultKind.Rate,
        Blame = Blame.Client,
        Status = 429,
        Code = "rate_limit_exceeded",
        Message = "limit <é> & \"more\"",
    };

    [Fact]
    public void The_body_has_openai_s_shape_and_no_needless_escapes() =>
        Assert.Equal(
            """{"error":{"message":"limit <é> & \"more\"","type":"rate_limit_error","param":null,"code":"rate_limit_exceeded"}}""",
            Write(output => FaultWriter.WriteBody(Rate, output))
        );

    [Fact]
    public void The_cloud_s_own_body_passes_as_it_came() =>
        Assert.Equal(
            "{ \"error\": 1 }\n",
            Write(output => FaultWriter.WriteBody(WithOriginal("{ \"error\": 1 }\n"), output))
        );

    [Theory]
    [InlineData(Dialect.OpenAiChat)]
    [InlineData(Dialect.OpenAiResponses)]
    public void R7_an_error_event_is_one_frame_that_our_own_tap_takes_for_an_error(Dialect dialect)
    {
        foreach (var fault in new[] { Rate, WithOriginal("{\n  \"error\": {\n \"message\": \"x\" }\r\n}\n") })
        {
            var frame = Assert.Single(Frames.Of(Write(output => FaultWriter.WriteEvent(fault, dialect, 7, output))));
            var tap = StreamTap.For(dialect);
            Assert.True(tap.Read(Encoding.Latin1.GetBytes(frame.Data!)).IsError);
            Assert.False(tap.EndedWell);
        }
    }

    [Fact]
    public void A_responses_error_event_carries_its_number()
    {
        var frame = Assert.Single(
            Frames.Of(Write(output => FaultWriter.WriteEvent(Rate, Dialect.OpenAiResponses, 7, output)))
        );
        Assert.StartsWith("event: error\ndata: {", frame.Raw, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Encoding.Latin1.GetBytes(frame.Data!));
        Assert.Equal("error", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(7, json.RootElement.GetProperty("sequence_number").GetInt32());
        Assert.Equal("rate_limit_exceeded", json.RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public void Embeddings_have_no_streams() =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            FaultWriter.WriteEvent(Rate, Dialect.OpenAiEmbeddings, 0, new ArrayBufferWriter<byte>())
        );

    private static Fault WithOriginal(string body) => Rate with { Original = Encoding.UTF8.GetBytes(body) };

    private static string Write(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
