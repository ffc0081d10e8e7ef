using System.Text;
using Prenup.Core.Asking;
using Prenup.Dialects.Requests;
using Xunit;

namespace Prenup.Tests.Dialects.Requests;

public sealed class RequestReaderTests
{
    [Fact]
    public void A_chat_request_is_read_with_its_places()
    {
        const string json =
            """ {"messages":[{"role":"user","content":"\"model\":\"x\""}],"model" : "gpt-5.5","stream":true,"stream_options":{"x":1,"include_usage":false},"max_tokens":9,"n":2,"service_tier":"flex","store":true,"metadata":{"team":"a"}}""";
        var asked = Read.Body(json);
        Assert.Equal(("gpt-5.5", true, 9, 2), (asked.Model, asked.Stream, asked.MaxOutputTokens, asked.Choices));
        Assert.Equal(("flex", true, false), (asked.ServiceTier, asked.Store, asked.IncludeUsage));
        Assert.Equal((OutputCapField.MaxTokens, 2), (asked.MaxOutputTokensField, asked.StreamOptionsMembers));
        Assert.Equal((2, false, json.Length), (asked.FirstMemberOffset, asked.IsEmpty, asked.InputBytes));
        Assert.Equal("\"gpt-5.5\"", Read.Text(json, asked.ModelSpan));
        Assert.Equal("false", Read.Text(json, asked.IncludeUsageSpan));
        Assert.Equal("""{"x":1,"include_usage":false}""", Read.Text(json, asked.StreamOptionsSpan));
        Assert.Equal("9", Read.Text(json, asked.MaxOutputTokensSpan));
        Assert.Equal("""{"team":"a"}""", Read.Text(json, asked.MetadataSpan));
    }

    [Fact]
    public void A_responses_request_is_read()
    {
        var asked = Read.Body(
            """{"model":"m","input":"hi","max_output_tokens":5,"background":true,"previous_response_id":"resp_1","store":null}""",
            Dialect.OpenAiResponses
        );
        Assert.Equal((5, true, "resp_1"), (asked.MaxOutputTokens, asked.Background, asked.PreviousResponseId));
        Assert.Null(asked.Store);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"model":null,"stream":null,"n":null,"max_tokens":null,"stream_options":null,"metadata":null}""")]
    public void What_is_null_or_absent_has_its_default(string json)
    {
        var asked = Read.Body(json);
        Assert.Null(asked.Model);
        Assert.Null(asked.MaxOutputTokens);
        Assert.Equal((false, 1, -1), (asked.Stream, asked.Choices, asked.StreamOptionsMembers));
        Assert.Equal(json == "{}", asked.IsEmpty);
    }

    [Fact]
    public void Large_metadata_is_not_read() =>
        Assert.False(Read.Body($$$"""{"metadata":{"a":"{{{new string('x', 5000)}}}"}}""").MetadataSpan.IsPresent);

    [Theory]
    [InlineData("{\"model\":\"a\",\"model\":\"b\"}", "duplicate_field", "model")]
    [InlineData("{\"x\":1,\"x\":1}", "duplicate_field", "x")]
    [InlineData("{\"mod\\u0065l\":\"a\"}", "ambiguous_field", null)]
    [InlineData("{\"\\u0078\":\"a\"}", "ambiguous_field", null)]
    [InlineData("{\"Model\":\"a\"}", "ambiguous_field", null)]
    [InlineData("{\"ſtream\":true}", "ambiguous_field", null)]
    [InlineData("{\"toolſ\":[]}", "ambiguous_field", null)]
    [InlineData("{\"max_toKens\":1}", "ambiguous_field", null)]
    [InlineData("{\"stream_options\":{\"include_usage\":true,\"include_usage\":false}}", "duplicate_field", null)]
    [InlineData("{\"stream_options\":{\"Include_usage\":true}}", "ambiguous_field", null)]
    [InlineData("{\"stream_options\":{\"include\\u005fusage\":true}}", "ambiguous_field", null)]
    [InlineData("{\"model\":1}", "invalid_type", "model")]
    [InlineData("{\"model\":\"\\ud800\"}", "invalid_type", "model")]
    [InlineData("{\"stream\":\"true\"}", "invalid_type", "stream")]
    [InlineData("{\"stream\":1}", "invalid_type", "stream")]
    [InlineData("{\"n\":0}", "invalid_type", "n")]
    [InlineData("{\"n\":1.5}", "invalid_type", "n")]
    [InlineData("{\"n\":129}", "invalid_type", "n")]
    [InlineData("{\"max_tokens\":-1}", "invalid_type", "max_tokens")]
    [InlineData("{\"max_tokens\":99999999999}", "invalid_type", "max_tokens")]
    [InlineData("{\"max_tokens\":1,\"max_completion_tokens\":1}", "conflicting_fields", null)]
    [InlineData("{\"stream_options\":[]}", "invalid_type", "stream_options")]
    [InlineData("{\"stream_options\":{\"include_usage\":1}}", "invalid_type", null)]
    [InlineData("{\"metadata\":[]}", "invalid_type", "metadata")]
    [InlineData("{\"service_tier\":{}}", "invalid_type", "service_tier")]
    [InlineData("[]", "invalid_json", null)]
    [InlineData("\"model\"", "invalid_json", null)]
    [InlineData("", "invalid_json", null)]
    [InlineData("\uFEFF{}", "invalid_json", null)]
    [InlineData("{} {}", "invalid_json", null)]
    [InlineData("{}]", "invalid_json", null)]
    [InlineData("{\"a\":1,}", "invalid_json", null)]
    [InlineData("{\"a\":01}", "invalid_json", null)]
    [InlineData("{'a':1}", "invalid_json", null)]
    [InlineData("{\"a\":NaN}", "invalid_json", null)]
    [InlineData("{\"a\":1}//", "invalid_json", null)]
    [InlineData("{\"a\":\"\n\"}", "invalid_json", null)]
    public void What_two_parsers_could_see_differently_is_refused(string json, string code, string? param)
    {
        var fault = Read.Refusal(json);
        Assert.Equal(code, fault.Code);
        Assert.True(param is null || fault.Param == param, fault.Param);
    }

    [Fact]
    public void Invalid_utf8_is_refused_wherever_it_stands()
    {
        Assert.Contains(
            "UTF-8",
            Read.Refusal([.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8]).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "UTF-8",
            Read.Refusal([.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_malformed_body_s_refusal_names_the_byte() =>
        Assert.Contains(
            "at byte 14",
            Read.Refusal("{\"a\":1,\n\"b\":2,\n}"[..14] + "}").Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Nesting_and_the_number_of_fields_are_bounded()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 127)) + string.Concat(Enumerable.Repeat("]", 127));
        Read.Body($$"""{"input":{{deep}}}""");
        Assert.Contains("128 levels", Read.Refusal($$"""{"input":[{{deep}}]}""").Message, StringComparison.Ordinal);
        var many = string.Join(',', Enumerable.Range(0, 129).Select(n => $"\"f{n}\":1"));
        Assert.Equal("too_many_fields", Read.Refusal("{" + many + "}").Code);
    }

    [Fact]
    public void Fields_of_another_dialect_are_not_read()
    {
        Assert.Null(Read.Body("""{"max_output_tokens":"x","background":3}""").MaxOutputTokens);
        Assert.Null(Read.Body("""{"max_tokens":"x","n":{}}""", Dialect.OpenAiResponses).MaxOutputTokens);
        Assert.False(Read.Body("""{"stream":1,"input":["a"]}""", Dialect.OpenAiEmbeddings).Stream);
    }

    [Fact]
    public void Every_recorded_request_is_read()
    {
        foreach (var recording in Recording.All("whole").Concat(Recording.All("stream")))
        {
            Assert.True(
                RequestReader.TryRead(recording.Request, recording.Dialect, out var asked, out var fault),
                $"{recording.Name}: {fault?.Message}"
            );
            Assert.Equal(recording.Request.Length, asked.InputBytes);
            Assert.True(
                asked.Model is null
                    || Encoding.UTF8.GetString(recording.Request).Contains(asked.Model, StringComparison.Ordinal)
            );
        }
    }
}
