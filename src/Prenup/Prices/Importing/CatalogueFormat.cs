namespace Prenup.Prices.Importing;

/// <summary>The catalogues that can be read.</summary>
public enum CatalogueFormat
{
    /// <summary>pydantic/genai-prices: providers with models, USD per million tokens.</summary>
    GenAiPrices,

    /// <summary>BerriAI/litellm: one object of models, USD per token.</summary>
    LiteLlm,

    /// <summary>Portkey-AI/models: one object of models for each cloud, US cents per token.</summary>
    Portkey,
}
