using System.Buffers;
using System.Text;
using CsCheck;
using Prenup.Dialects.Requests;
using Xunit;

namespace Prenup.Tests.Dialects.Requests;

/// <summary>What of a body is counted where its tokens have to be estimated.</summary>
public sealed class PromptTextTests
{
    [Fact]
    public void Values_and_names_stand_alone_and_unescaped() =>
        Assert.Equal(
            "messages\nrole\nuser\ncontent\nsay \"hé\"\nand go\nn\n2\nstream\nstop\n",
            Of("""{"messages":[{"role":"user","content":"say \"h\u00e9\"\nand go"}],"n":2,"stream":true,"stop":null}""")
        );

    [Fact]
    public void A_picture_is_no_text() =>
        Assert.Equal(
            "url\nafter\nx\n",
            Of($$"""{"url":"data:image/png;base64,{{new string('A', 2000)}}","after":"x"}""")
        );

    [Theory]
    [InlineData("""{"a":"\ud800"}""", "a\n\\ud800\n")] // half a character passes as it came
    [InlineData("""{"a":"b","c""", "a\nb\n")]
    [InlineData("", "")]
    public void What_is_strange_is_written_as_far_as_it_goes(string body, string expected) =>
        Assert.Equal(expected, Of(body));

    [Fact]
    public void No_bytes_make_it_fail() =>
        Gen
            .Byte.Array[0, 200]
            .Sample(static body => PromptText.Write(body, new ArrayBufferWriter<byte>(body.Length + 1)));

    private static string Of(string body)
    {
        var text = new ArrayBufferWriter<byte>(16);
        PromptText.Write(Encoding.UTF8.GetBytes(body), text);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
