using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Prenup.Core.Asking;
using Prenup.Dialects.Requests;
using Xunit;

namespace Prenup.Tests.Dialects.Requests;

public sealed class NamedEditsTests
{
    [Theory]
    [InlineData("""{"model":"m","x":1}""", """{"model":"o","x":1}""")]
    [InlineData("""{ "x":1}""", """{"model":"o", "x":1}""")]
    [InlineData("{}", """{"model":"o"}""")]
    [InlineData("""{"model":null}""", """{"model":"o"}""")]
    [InlineData("""{"model":"o"}""", """{"model":"o"}""")]
    [InlineData("""{"\u006dodel":1}""", null)]
    public void The_model_is_the_offer_s(string json, string? expected)
    {
        if (expected is null)
        {
            Read.Refusal(json);
            return;
        }
        Assert.Equal(expected, Edited(json, offerModel: "o"));
    }

    [Theory]
    [InlineData("""{"stream":true}""", """{"stream_options":{"include_usage":true},"stream":true}""")]
    [InlineData(
        """{"stream":true,"stream_options":null}""",
        """{"stream":true,"stream_options":{"include_usage":true}}"""
    )]
    [InlineData(
        """{"stream":true,"stream_options":{ }}""",
        """{"stream":true,"stream_options":{"include_usage":true }}"""
    )]
    [InlineData(
        """{"stream":true,"stream_options":{"a":1}}""",
        """{"stream":true,"stream_options":{"include_usage":true,"a":1}}"""
    )]
    [InlineData(
        """{"stream_options":{"include_usage":false},"stream":true}""",
        """{"stream_options":{"include_usage":true},"stream":true}"""
    )]
    [InlineData(
        """{"stream":true,"stream_options":{"include_usage":null}}""",
        """{"stream":true,"stream_options":{"include_usage":true}}"""
    )]
    [InlineData(
        """{"stream":true,"stream_options":{"include_usage":true}}""",
        """{"stream":true,"stream_options":{"include_usage":true}}"""
    )]
    public void C1_C3_a_streamed_chat_asks_for_its_usage(string json, string expected) =>
        Assert.Equal(expected, Edited(json));

    [Theory]
    [InlineData("""{"stream":false}""", Dialect.OpenAiChat)]
    [InlineData("""{"stream_options":{"include_usage":false}}""", Dialect.OpenAiChat)]
    [InlineData("""{"stream":true}""", Dialect.OpenAiResponses)]
    [InlineData("""{"stream":true}""", Dialect.OpenAiEmbeddings)]
    public void C4_nothing_else_is_asked_for_usage(string json, Dialect dialect) =>
        Assert.Equal(json, Edited(json, dialect: dialect));

    [Theory]
    [InlineData("""{"a":1}""", """{"max_completion_tokens":50,"a":1}""", Dialect.OpenAiChat)]
    [InlineData("""{"max_tokens":51}""", """{"max_tokens":50}""", Dialect.OpenAiChat)]
    [InlineData("""{"max_tokens":49}""", """{"max_tokens":49}""", Dialect.OpenAiChat)]
    [InlineData("""{"max_completion_tokens":99}""", """{"max_completion_tokens":50}""", Dialect.OpenAiChat)]
    [InlineData("""{"max_completion_tokens":null}""", """{"max_completion_tokens":50}""", Dialect.OpenAiChat)]
    [InlineData("""{"max_tokens":null}""", """{"max_completion_tokens":50,"max_tokens":null}""", Dialect.OpenAiChat)]
    [InlineData(
        """{"max_completion_tokens":null,"max_tokens":70}""",
        """{"max_completion_tokens":null,"max_tokens":50}""",
        Dialect.OpenAiChat
    )]
    [InlineData("""{"max_output_tokens":99}""", """{"max_output_tokens":50}""", Dialect.OpenAiResponses)]
    [InlineData("{}", """{"max_output_tokens":50}""", Dialect.OpenAiResponses)]
    [InlineData("{}", "{}", Dialect.OpenAiEmbeddings)]
    public void An_output_cap_is_set_where_the_key_demands_one(string json, string expected, Dialect dialect) =>
        Assert.Equal(expected, Edited(json, dialect: dialect, cap: 50));

    [Fact]
    public void No_edit_leaves_no_splice() =>
        Assert.True(NamedEdits.ForOffer(Read.Body("""{"model":"m"}"""), Dialect.OpenAiChat, "m", null).IsEmpty);

    [Fact]
    public void Names_are_written_with_the_escapes_that_json_demands_and_no_others() =>
        Assert.Equal("""{"model":"ä<\"\\+"}""", Edited("""{"model":"m"}""", offerModel: "ä<\"\\+"));

    [Fact]
    public void The_edited_body_is_the_intended_document_and_every_other_byte_stays() =>
        Gen.Select(Members.SelectMany(Gen.Shuffle), Gen.Bool, Gen.Bool)
            .Sample(
                (members, setsModel, setsCap) =>
                {
                    var json = "{ " + string.Join(" ,", members) + " }";
                    var expected = JsonNode.Parse(json)!.AsObject();
                    if (setsModel)
                    {
                        expected["model"] = "offer";
                    }
                    if (expected["stream"]?.GetValue<bool>() == true)
                    {
                        expected["stream_options"] ??= new JsonObject();
                        expected["stream_options"]!["include_usage"] = true;
                    }
                    if (setsCap)
                    {
                        var field = expected["max_tokens"] is null ? "max_completion_tokens" : "max_tokens";
                        expected[field] = Math.Min(50, expected[field]?.GetValue<int>() ?? 50);
                    }
                    var edited = Edited(json, offerModel: setsModel ? "offer" : null, cap: setsCap ? 50 : null);
                    Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(edited)), edited);
                }
            );

    private static readonly Gen<string[]> Members = Gen.Select(
            Gen.OneOf("\"model\": \"gpt\"", "\"m\":0"),
            Gen.OneOf("\"stream\":true", "\"stream\" : false", "\"s\":0"),
            Gen.OneOf("\"stream_options\":{}", "\"stream_options\": {\"include_usage\":false , \"a\":[1]}", "\"o\":0"),
            Gen.OneOf("\"max_tokens\":7", "\"max_completion_tokens\": 999", "\"c\":0"),
            Gen.OneOf("\"messages\":[{\"content\":\"é\\\"}{\"}]", "\"x\":{}")
        )
        .Select((a, b, c, d, e) => new[] { a, b, c, d, e });

    private static string Edited(
        string json,
        string? offerModel = null,
        Dialect dialect = Dialect.OpenAiChat,
        int? cap = null
    )
    {
        var body = Encoding.UTF8.GetBytes(json);
        var splices = NamedEdits.ForOffer(Read.Body(json, dialect), dialect, offerModel, cap);
        var output = new ArrayBufferWriter<byte>();
        splices.WriteTo(body, output);
        Assert.Equal(output.WrittenCount, splices.LengthAfter(body.Length));
        AssertUntouched(body, splices, output.WrittenSpan);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    // Taking the replacements out and the originals back in gives the body again.
    private static void AssertUntouched(byte[] body, Splices splices, ReadOnlySpan<byte> edited)
    {
        var (at, from) = (0, 0);
        foreach (var splice in splices.Items)
        {
            var kept = splice.Offset - from;
            Assert.Equal(body.AsSpan(from, kept), edited.Slice(at, kept));
            at += kept + splice.Replacement.Length;
            from = splice.Offset + splice.Length;
        }
        Assert.Equal(body.AsSpan(from), edited[at..]);
    }
}
