namespace Prenup.Dialects.Requests;

/// <summary>The top-level fields of a request that the gateway reads.</summary>
internal enum Field : byte
{
    Unknown,
    Model,
    Stream,
    StreamOptions,
    N,
    MaxTokens,
    MaxCompletionTokens,
    MaxOutputTokens,
    ServiceTier,
    Store,
    Background,
    PreviousResponseId,
    Conversation,
    Metadata,
    Messages,
    Input,
    Tools,
    WebSearchOptions,
    Prompt,
}
