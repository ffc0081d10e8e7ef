using Prenup.Configuring;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Models;
using Xunit;

namespace Prenup.Tests.Models;

/// <summary>What is known of a model, found by the id of its price.</summary>
public sealed class KnownModelsTests
{
    [Theory]
    [InlineData("openai/gpt-4o", Vocabulary.O200k, 128_000, 16_384)]
    [InlineData("azure/gpt-4o-mini-2024-07-18", Vocabulary.O200k, 128_000, 16_384)]
    [InlineData("bedrock/openai.gpt-5.5", Vocabulary.O200k, 1_050_000, 128_000)]
    [InlineData("openai/gpt-5", Vocabulary.O200k, 272_000, 128_000)]
    [InlineData("openai/gpt-5-chat-latest", Vocabulary.O200k, 128_000, 16_384)]
    [InlineData("openai/gpt-5.4", Vocabulary.O200k, 1_050_000, 128_000)]
    [InlineData("openai/gpt-5.4-mini", Vocabulary.O200k, 272_000, 128_000)]
    [InlineData("azure/gpt-3.5-turbo", Vocabulary.Cl100k, 16_385, 4_096)]
    [InlineData("bedrock/anthropic.claude-opus-4-6-v1", Vocabulary.Unknown, 1_000_000, 128_000)]
    public void A_price_names_its_model(string price, Vocabulary vocabulary, long input, long output) =>
        Assert.Equal(new ModelFacts(vocabulary, input, output), KnownModels.Of(price));

    [Theory]
    [InlineData("openai/gpt-5.9", Vocabulary.O200k)] // not the limits of gpt-5
    [InlineData("bedrock/openai.gpt-6-astra", Vocabulary.O200k)]
    [InlineData("openai/text-embedding-3-small", Vocabulary.Cl100k)]
    public void What_no_source_names_is_no_limit(string price, Vocabulary vocabulary) =>
        Assert.Equal(new ModelFacts(vocabulary, null, null), KnownModels.Of(price));

    [Theory]
    [InlineData("local/llama-3.3")]
    [InlineData("local/my-gpt-4o")]
    [InlineData("")]
    public void Another_model_is_unknown(string price) => Assert.Equal(ModelFacts.Unknown, KnownModels.Of(price));

    [Fact]
    public void Every_model_of_OpenAIs_in_the_book_has_a_vocabulary() =>
        Assert.All(
            BuiltInPrices.All.Where(static price =>
                price.Id.StartsWith("openai/", StringComparison.Ordinal)
                || price.Id.Contains("openai.", StringComparison.Ordinal)
            ),
            static price => Assert.NotEqual(Vocabulary.Unknown, KnownModels.Of(price.Id).Vocabulary)
        );
}
