using System.Text.Json;
using Prenup.Core.Prices;

namespace Prenup.Prices.Importing;

/// <summary>What a row of litellm's names: its key and provider as a price's id and scope.</summary>
/// <param name="Id">The price's id.</param>
/// <param name="Scopes">What it holds for.</param>
/// <param name="Rank">Which row is read first where two name one offer: 0 names its scope, 1 does not, 2 is of another service of the same cloud.</param>
internal sealed record LiteLlmOffer(string Id, IReadOnlyList<string> Scopes, int Rank)
{
    private static readonly Dictionary<string, string> AzureScopes = new()
    {
        ["global"] = Price.GlobalScope,
        ["global-standard"] = Price.GlobalScope,
        ["eu"] = "data-zone-eu",
        ["us"] = "data-zone-us",
    };

    /// <summary>Reads a row's key.</summary>
    public static LiteLlmOffer Of(string key, JsonElement? model)
    {
        var provider = model.At("litellm_provider").Text() ?? "";
        return provider switch
        {
            "bedrock" or "bedrock_converse" or "bedrock_mantle" => Bedrock(key),
            "azure" or "azure_text" or "azure_ai" => Azure(key),
            "text-completion-openai" => Plain("openai", key),
            _ when provider.StartsWith("vertex_ai", StringComparison.Ordinal) => Vertex(key),
            _ => Plain(provider, key),
        };
    }

    private static LiteLlmOffer Plain(string cloud, string key)
    {
        var prefixed = key.StartsWith(cloud + "/", StringComparison.Ordinal);
        return new LiteLlmOffer(prefixed ? key : $"{cloud}/{key}", [Price.GlobalScope], Rank: 1);
    }

    private static LiteLlmOffer Vertex(string key)
    {
        var model = key.StartsWith("vertex_ai/", StringComparison.Ordinal) ? key["vertex_ai/".Length..] : key;
        return new LiteLlmOffer($"vertex/{model}", [Price.GlobalScope], Rank: 1);
    }

    private static LiteLlmOffer Azure(string key)
    {
        var parts = key.Split('/');
        var model = string.Join('/', parts.Skip(parts[0].StartsWith("azure", StringComparison.Ordinal) ? 1 : 0));
        return parts is [_, var zone, ..] && AzureScopes.TryGetValue(zone, out var scope)
            ? new LiteLlmOffer($"azure/{string.Join('/', parts.Skip(2))}", [scope], Rank: 0)
            : new LiteLlmOffer($"azure/{model}", [Price.GlobalScope], parts[0] == "azure_ai" ? 2 : 1);
    }

    // bedrock/us-east-1/…, bedrock_mantle/…, us.anthropic.…: what stands before the model is a region or the way it is called.
    private static LiteLlmOffer Bedrock(string key)
    {
        var parts = key.Split('/');
        var (id, scope) = BedrockId.Parse(parts[^1]);
        var region = parts.Skip(1).SkipLast(1).FirstOrDefault(static part => part.Count(static c => c == '-') >= 2);
        return region is null
            ? new LiteLlmOffer($"bedrock/{id}", [scope], scope == Price.RegionalScope ? 1 : 0)
            : new LiteLlmOffer($"bedrock/{id}", [region], Rank: 0);
    }
}
