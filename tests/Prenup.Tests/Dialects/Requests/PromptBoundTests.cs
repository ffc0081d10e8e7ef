using Prenup.Core.Asking;
using Prenup.Core.Budgets;
using Prenup.Core.Usage;
using Prenup.Counting;
using Prenup.Dialects.Replies;
using Prenup.Dialects.Requests;
using Prenup.Models;
using Xunit;

namespace Prenup.Tests.Dialects.Requests;

/// <summary>What bounds a prompt's tokens before it is sent, held against what clouds reported of recorded requests.</summary>
public sealed class PromptBoundTests
{
    private static readonly VocabularyCounter Counter = new();

    [Fact]
    public void Trap7_No_recorded_prompt_has_more_tokens_than_its_body_bytes_or_than_its_body_counts()
    {
        var compared = 0;
        foreach (var recording in Recording.All("whole"))
        {
            if (
                !RequestReader.TryRead(recording.Request, recording.Dialect, out var asked, out _)
                || asked.RefersBeyond
                || Reported(recording) is not { } reported
            )
            {
                continue;
            }
            compared++;
            Assert.True(reported <= recording.Request.Length + Need.Preamble, $"{recording.Name}: {reported} tokens");
            var vocabulary = KnownModels.Of(asked.Model ?? "").Vocabulary;
            if (vocabulary == Vocabulary.Unknown)
            {
                continue; // is never counted
            }
            var counted = Counter.Count(recording.Request, vocabulary).AtMost;
            Assert.True(reported <= counted + Need.Preamble, $"{recording.Name}: {reported} tokens, {counted} counted");
        }
        Assert.True(compared > 5, $"only {compared} recordings could be compared");
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"an image_url, in words"}]}""", Dialect.OpenAiChat, false)]
    [InlineData(
        """{"messages":[{"content":[{"type":"image_url","image_url":{"url":"https://a/b"}}]}]}""",
        Dialect.OpenAiChat,
        true
    )]
    [InlineData(
        """{"messages":[{"content":[{"type":"input_audio","input_audio":{"data":"AA=="}}]}]}""",
        Dialect.OpenAiChat,
        true
    )]
    [InlineData(
        """{"messages":[{"content":[{"type":"file","file":{"file_data":"AA=="}}]}]}""",
        Dialect.OpenAiChat,
        true
    )]
    [InlineData(
        """{"messages":[{"content":[{"type":"video_url","video_url":{"url":"https://a/b"}}]}]}""",
        Dialect.OpenAiChat,
        true
    )]
    [InlineData("""{"messages":[{"content":"hi"}],"web_search_options":{}}""", Dialect.OpenAiChat, true)]
    [InlineData(
        """{"messages":[],"tools":[{"type":"function","function":{"parameters":{"image_url":{}}}}]}""",
        Dialect.OpenAiChat,
        false
    )]
    [InlineData(
        """{"input":[{"content":[{"type":"input_image","image_url":"data:image/png;base64,AA=="}]}]}""",
        Dialect.OpenAiResponses,
        true
    )]
    [InlineData(
        """{"input":[{"content":[{"type":"input_image","IMAGE_URL":"https://a/b"}]}]}""",
        Dialect.OpenAiResponses,
        true
    )]
    [InlineData(
        """{"input":[{"content":[{"type":"input_file","file_id":"file-1"}]}]}""",
        Dialect.OpenAiResponses,
        true
    )]
    [InlineData("""{"input":"hi","previous_response_id":"resp_1"}""", Dialect.OpenAiResponses, true)]
    [InlineData("""{"input":"hi","conversation":"conv_1"}""", Dialect.OpenAiResponses, true)]
    [InlineData("""{"prompt":{"id":"pmpt_1"}}""", Dialect.OpenAiResponses, true)]
    [InlineData("""{"input":"hi","tools":[{"type":"code_interpreter"}]}""", Dialect.OpenAiResponses, true)]
    [InlineData("""{"input":"hi"}""", Dialect.OpenAiResponses, false)]
    public void What_is_not_all_in_the_body_is_not_bounded_by_it(string body, Dialect dialect, bool beyond) =>
        Assert.Equal(beyond, Read.Body(body, dialect).RefersBeyond);

    private static long? Reported(Recording recording)
    {
        var tap = new WholeTap(recording.Dialect);
        tap.Append(recording.Response);
        tap.Complete();
        return tap.Facts.HasUsage ? tap.Facts.Usage.TotalIn : null;
    }
}
