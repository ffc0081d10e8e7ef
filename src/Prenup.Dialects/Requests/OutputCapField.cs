namespace Prenup.Dialects.Requests;

/// <summary>The field of a request that limits how much the model may write.</summary>
public enum OutputCapField : byte
{
    /// <summary>None is there, or it is null.</summary>
    None = 0,

    /// <summary>Chat Completions' <c>max_completion_tokens</c>.</summary>
    MaxCompletionTokens = 1,

    /// <summary>Chat Completions' <c>max_tokens</c>, deprecated at OpenAI, the only one elsewhere.</summary>
    MaxTokens = 2,

    /// <summary>Responses' <c>max_output_tokens</c>.</summary>
    MaxOutputTokens = 3,
}
