using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>{ cloud: openai, region: eu, key: env:OPENAI_API_KEY }</c></summary>
internal static class OpenAiAccount
{
    // OpenAI's hosts with data residency, as its own SDK lists them.
    private static readonly string[] Regions = ["us", "eu", "ae", "au", "in", "jp"];

    public static Account? Read(AccountDraft draft)
    {
        var region = draft.Block["region"];
        var endpoint = draft.Block["endpoint"] is { } written ? draft.Endpoint(written) : ByRegion(region);
        return draft.Make(endpoint, KeyField.Read(draft.Block.Require("key")), region?.Text());
    }

    private static Uri? ByRegion(Field? region)
    {
        if (region is null)
        {
            return new Uri("https://api.openai.com/v1");
        }
        return region.Reference("region of OpenAI's", Regions) is { } known
            ? new Uri($"https://{known}.api.openai.com/v1")
            : null;
    }
}
