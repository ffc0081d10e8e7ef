using System.Text;
using CsCheck;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Usage;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

public sealed class WholeTapTests
{
    private const string Body = """
        { "id" : "chatcmpl-1", "choices":[{"message":{"content":"\"usage\":{\"prompt_tokens\":99} }]\\"}}],"created":1.5,
          "model":"gpt-55","usage":{"prompt_tokens":3,"completion_tokens":4,"x":{"y":[1,"]}"]}},"service_tier":null,"error":null}
        """;

    [Fact]
    public void Only_top_level_members_are_read_and_the_model_is_found()
    {
        var tap = Read(Body);
        Assert.True(tap.WellFormed);
        Assert.Equal((3, 4), (tap.Facts.Usage.TotalIn, tap.Facts.Usage.TotalOut));
        Assert.Equal(
            ("chatcmpl-1", "gpt-55", null),
            (tap.Facts.ResponseId, tap.Facts.ServedModel, tap.Facts.ServedTier)
        );
        Assert.Equal(
            "\"gpt-55\"",
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(Body), (int)tap.ModelOffset, tap.ModelLength)
        );
        Assert.Null(tap.Facts.Fault);
        Assert.True(tap.Facts.Terminated);
    }

    [Fact]
    public void F1_any_cutting_reads_the_same() =>
        Gen.Int[1, 20]
            .Array[1, 8]
            .Sample(sizes =>
            {
                var tap = Read(Body, sizes);
                Assert.True(tap.WellFormed);
                Assert.Equal(4, tap.Facts.Usage.TotalOut);
                Assert.Equal(Read(Body).ModelOffset, tap.ModelOffset);
            });

    [Fact]
    public void Every_beginning_of_a_body_is_cut_short()
    {
        for (var length = 0; length < Body.TrimEnd().Length; length++)
        {
            Assert.False(Read(Body[..length]).WellFormed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("[{}]")]
    [InlineData("{\"a\":1}}")]
    [InlineData("{\"a\":1} {")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{,}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{foo}")]
    public void What_is_no_object_is_not_well_formed(string body) => Assert.False(Read(body).WellFormed);

    [Theory]
    [InlineData("{}")]
    [InlineData(" {\"a\":[[]],\"b\":{},\"c\":\"\",\"d\":-1e5,\"e\":true} \n")]
    public void What_is_an_object_is_well_formed(string body) => Assert.True(Read(body).WellFormed);

    [Fact]
    public void C13_an_error_in_a_200_is_a_fault()
    {
        var tap = Read("""{"error":{"message":"filtered","code":"content_filter","status":400}}""");
        Assert.Equal((FaultKind.Content, "content_filter"), (tap.Facts.Fault!.Kind, tap.Facts.Fault.Code));
    }

    [Theory]
    [InlineData("{\"choices\":[12345],\"x\":[1]}", 7)]
    [InlineData("{\"id\":\"a\",\"output\":[1234", 5)]
    [InlineData("{\"data\":[1]}", 0)]
    public void The_size_of_the_answer_is_known_even_when_it_is_cut(string body, int bytes) =>
        Assert.Equal(bytes, Read(body, 3).Facts.OutputBytes);

    [Theory]
    [InlineData("""{"status":"failed","error":null}""", FaultKind.UpstreamBug)]
    [InlineData(
        """{"status":"failed","error":{"code":"insufficient_quota","message":"x"}}""",
        FaultKind.QuotaExhausted
    )]
    [InlineData("""{"status":"incomplete","error":null}""", null)]
    public void R7_a_failed_response_is_a_fault(string body, FaultKind? kind)
    {
        var tap = new WholeTap(Dialect.OpenAiResponses);
        tap.Append(Encoding.UTF8.GetBytes(body));
        tap.Complete();
        Assert.Equal(kind, tap.Facts.Fault?.Kind);
    }

    [Fact]
    public void The_last_usage_wins_and_a_broken_one_is_the_cloud_s_bug()
    {
        var tap = Read("""{"usage":{"prompt_tokens":1},"usage":{"prompt_tokens":2}}""");
        Assert.Equal(2, tap.Facts.Usage[Meter.TextIn]);
        Assert.Equal(FaultKind.UpstreamBug, Read("""{"usage":{"prompt_tokens":}}""").Facts.Fault!.Kind);
    }

    [Fact]
    public void A_huge_member_is_not_kept()
    {
        var tap = new WholeTap(Dialect.OpenAiChat);
        tap.Append("{\"model\":\""u8);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var piece = new byte[64 * 1024];
        piece.AsSpan().Fill((byte)'a');
        for (var fed = 0; fed < 256; fed++)
        {
            tap.Append(piece);
        }
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        tap.Append("\",\"usage\":{\"prompt_tokens\":1}}"u8);
        Assert.True(tap.WellFormed);
        Assert.Equal(-1, tap.ModelOffset);
        Assert.Equal(1, tap.Facts.Usage.TotalIn);
    }

    private static WholeTap Read(string body, params int[] sizes)
    {
        var tap = new WholeTap(Dialect.OpenAiChat);
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(body);
        for (var turn = 0; !rest.IsEmpty; turn++)
        {
            var size = Math.Min(sizes.Length == 0 ? rest.Length : sizes[turn % sizes.Length], rest.Length);
            tap.Append(rest[..size]);
            rest = rest[size..];
        }
        tap.Complete();
        return tap;
    }
}
