namespace Prenup.Core.Offers;

/// <summary>Who sells inference. Never renumber: the journal stores the number.</summary>
public enum Cloud : byte
{
    /// <summary>OpenAI itself.</summary>
    OpenAi = 0,

    /// <summary>Azure OpenAI and Microsoft Foundry.</summary>
    Azure = 1,

    /// <summary>AWS Bedrock, on either of its hosts.</summary>
    Bedrock = 2,

    /// <summary>Google Cloud's Vertex AI.</summary>
    Vertex = 3,

    /// <summary>Google's Gemini API.</summary>
    Gemini = 4,

    /// <summary>Anthropic itself.</summary>
    Anthropic = 5,

    /// <summary>IBM watsonx's model gateway.</summary>
    Watsonx = 6,

    /// <summary>Whoever serves OpenAI's dialects: vLLM, Ollama, llama.cpp, OpenShift AI and others.</summary>
    OpenAiCompatible = 7,
}
