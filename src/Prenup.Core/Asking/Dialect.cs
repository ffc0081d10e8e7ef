namespace Prenup.Core.Asking;

/// <summary>A wire protocol. Whole and streamed forms belong to one dialect. Never renumber: the journal stores the number.</summary>
public enum Dialect : byte
{
    /// <summary>OpenAI's Chat Completions: <c>POST …/chat/completions</c>.</summary>
    OpenAiChat = 0,

    /// <summary>OpenAI's Responses: <c>POST …/responses</c> and the stored responses below it.</summary>
    OpenAiResponses = 1,

    /// <summary>OpenAI's Embeddings: <c>POST …/embeddings</c>.</summary>
    OpenAiEmbeddings = 2,
}
