using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>Something that clients do with a dialect.</summary>
/// <param name="Id">What the npm script calls it.</param>
/// <param name="Dialect">The dialect that carries it.</param>
/// <param name="Title">Its name in the document.</param>
internal sealed record Feature(string Id, Dialect Dialect, string Title)
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        new("chat-whole", Dialect.OpenAiChat, "whole"),
        new("chat-streamed", Dialect.OpenAiChat, "streamed"),
        new("chat-tools", Dialect.OpenAiChat, "tools"),
        new("chat-parallel-tools", Dialect.OpenAiChat, "parallel tools"),
        new("chat-schema", Dialect.OpenAiChat, "JSON schema"),
        new("chat-image", Dialect.OpenAiChat, "images"),
        new("responses-whole", Dialect.OpenAiResponses, "whole"),
        new("responses-streamed", Dialect.OpenAiResponses, "streamed"),
        new("responses-tools", Dialect.OpenAiResponses, "tools"),
        new("responses-parallel-tools", Dialect.OpenAiResponses, "parallel tools"),
        new("responses-schema", Dialect.OpenAiResponses, "JSON schema"),
        new("responses-image", Dialect.OpenAiResponses, "images"),
        new("responses-reasoning", Dialect.OpenAiResponses, "reasoning"),
        new("responses-stored", Dialect.OpenAiResponses, "stored"),
        new("embeddings-float", Dialect.OpenAiEmbeddings, "float"),
        new("embeddings-base64", Dialect.OpenAiEmbeddings, "base64"),
    ];
}
