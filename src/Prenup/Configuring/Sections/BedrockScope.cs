using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary>An offer's scope at Bedrock, which its model's id says too: <c>us.openai.gpt-5.5</c> is bought at scope <c>us</c>.</summary>
internal static class BedrockScope
{
    /// <summary>The scope as written, or else the inference profile's geography, or the region's; says what does not agree.</summary>
    public static string Read(Field offer, Field? field, Account account, string model)
    {
        var geography = BedrockModel.Geography(model);
        var scope = field?.Text() ?? geography ?? BedrockRegion.Scope(account.Region!);
        if (geography is not null && account.Host == BedrockHost.Mantle)
        {
            offer.Error($"mantle's model ids have no geography before them: {model[(geography.Length + 1)..]}");
        }
        else if (geography is not null && scope != geography)
        {
            field!.Error($"'{model}' is an inference profile of scope {geography}, not {scope}");
        }
        else if (geography is null && !BedrockRegion.Holds(scope, account.Region!))
        {
            field!.Error($"'{model}' is served in {account.Region} alone, which is not {scope}");
        }
        return scope;
    }
}
