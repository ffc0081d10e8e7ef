namespace Prenup.Core.Usage;

/// <summary>The published vocabulary that a model's tokens are of.</summary>
public enum Vocabulary : byte
{
    /// <summary>None is published, or none is known: only bytes can be counted.</summary>
    Unknown = 0,

    /// <summary><c>cl100k_base</c>: GPT-3.5, GPT-4, and OpenAI's embeddings.</summary>
    Cl100k = 1,

    /// <summary><c>o200k_base</c>: OpenAI's models from GPT-4o on, gpt-oss included, whose own only adds control tokens.</summary>
    O200k = 2,
}
