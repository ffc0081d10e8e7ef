using Prenup.Core.Offers.Credentials;

namespace Prenup.Core.Offers;

/// <summary>One set of credentials and an address at a cloud.</summary>
public sealed record Account
{
    /// <summary>Its name in the configuration: <c>azure-eu</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whose account it is.</summary>
    public required Cloud Cloud { get; init; }

    /// <summary>
    /// Where it is: for OpenAI the base with <c>/v1</c> (<c>https://api.openai.com/v1</c>); for Azure the resource
    /// (<c>https://contoso.openai.azure.com</c>); for Bedrock the host; for Vertex the base with project and location
    /// (<c>…/v1/projects/{project}/locations/{location}</c>); for others the base that <c>/chat/completions</c> follows.
    /// No request can change it.
    /// </summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Which of Azure's URL forms; null for other clouds.</summary>
    public AzureApi? Azure { get; init; }

    /// <summary>The cloud's region, for people; null where it has none.</summary>
    public string? Region { get; init; }

    /// <summary>Which of Bedrock's hosts; null for other clouds.</summary>
    public BedrockHost? Host { get; init; }

    /// <summary>What it proves itself with.</summary>
    public required CloudCredential Credential { get; init; }

    /// <summary>How it is reached.</summary>
    public Network Network { get; init; } = Network.Default;
}
