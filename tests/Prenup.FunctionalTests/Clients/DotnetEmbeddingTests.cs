using System.ClientModel;
using OpenAI;
using OpenAI.Embeddings;
using Xunit;

namespace Prenup.FunctionalTests.Clients;

/// <summary>The NuGet package OpenAI: embeddings, which it asks for in base64.</summary>
public sealed class DotnetEmbeddingTests
{
    [Theory]
    [InlineData(Comparison.OpenAi)]
    [InlineData(Comparison.AzureV1)]
    public async Task Vectors_in_base64_arrive_bit_by_bit(string form)
    {
        await using var comparison = await Comparison.StartAsync(form);
        await comparison.AssertSameAsync(async seat =>
        {
            var client = new EmbeddingClient(
                seat.Embedder,
                new ApiKeyCredential(seat.Key),
                new OpenAIClientOptions { Endpoint = seat.Endpoint }
            );
            OpenAIEmbeddingCollection vectors = await client.GenerateEmbeddingsAsync(["a fox 🦊", "another"]);
            var numbers = vectors.Select(static one => string.Join(',', one.ToFloats().ToArray()));
            return $"{string.Join('\n', numbers)} {vectors.Usage.InputTokenCount}";
        });
        Assert.All(
            comparison.Cloud.Calls,
            static call =>
                Assert.Contains("base64", System.Text.Encoding.UTF8.GetString(call.Body.Span), StringComparison.Ordinal)
        );
    }
}
