using System.Text;
using CsCheck;
using Prenup.Core.Usage;
using Prenup.Counting;
using Xunit;

namespace Prenup.Tests.Counting;

/// <summary>The counts that OpenAI's cookbook publishes for its vocabularies, and what holds for any text.</summary>
public sealed class VocabularyCounterTests
{
    private static readonly VocabularyCounter Counter = new();

    [Theory]
    [InlineData("antidisestablishmentarianism", 6, 6)]
    [InlineData("2 + 2 = 4", 7, 7)]
    [InlineData("お誕生日おめでとう", 9, 8)]
    [InlineData("", 0, 0)]
    public void A_text_has_the_tokens_that_its_vocabulary_gives_it(string text, int cl100k, int o200k)
    {
        Assert.Equal(cl100k, Count(text, Vocabulary.Cl100k).Tokens);
        Assert.Equal(o200k, Count(text, Vocabulary.O200k).Tokens);
    }

    [Fact]
    public void Without_a_vocabulary_four_bytes_are_a_token_and_one_is_the_bound() =>
        Assert.Equal(new TokenCount(3, 9, "utf8-bytes/4"), Count("2 + 2 = 4", Vocabulary.Unknown));

    [Theory]
    [InlineData("<|endoftext|>")]
    [InlineData("<|fim_prefix|>")]
    public void Control_tokens_in_a_prompt_are_text_like_any_other(string control)
    {
        foreach (var vocabulary in (Vocabulary[])[Vocabulary.Cl100k, Vocabulary.O200k])
        {
            Assert.InRange(Count(string.Concat(Enumerable.Repeat(control, 100)), vocabulary).Tokens, 500, 1300);
        }
    }

    [Fact]
    public void No_text_has_more_tokens_than_bytes() =>
        Gen.String.Sample(static text =>
        {
            var count = Count(text, Vocabulary.O200k);
            Assert.InRange(count.Tokens, text.Length == 0 ? 0 : 1, Encoding.UTF8.GetByteCount(text));
            Assert.Equal(count.Tokens, count.AtMost);
        });

    [Fact]
    public void A_long_text_counts_as_the_sum_of_its_sentences()
    {
        const string Sentence = " A gateway counts what leaves it, and keeps the receipt.";
        var one = Count(Sentence, Vocabulary.O200k).Tokens;
        Assert.Equal(5_000 * one, Count(string.Concat(Enumerable.Repeat(Sentence, 5_000)), Vocabulary.O200k).Tokens);
    }

    private static TokenCount Count(string text, Vocabulary vocabulary) =>
        Counter.Count(Encoding.UTF8.GetBytes(text), vocabulary);
}
