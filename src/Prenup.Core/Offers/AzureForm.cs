namespace Prenup.Core.Offers;

/// <summary>Azure's URL forms.</summary>
public enum AzureForm : byte
{
    /// <summary><c>/openai/v1/chat/completions</c></summary>
    V1 = 0,

    /// <summary><c>/openai/deployments/{deployment}/chat/completions?api-version=2024-10-21</c></summary>
    Classic = 1,

    /// <summary><c>/models/chat/completions?api-version=2024-05-01-preview</c></summary>
    Models = 2,
}
