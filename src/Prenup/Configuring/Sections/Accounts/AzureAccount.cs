using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>{ cloud: azure, endpoint: https://contoso.openai.azure.com, api: v1, region: swedencentral, entra: … }</c></summary>
internal static class AzureAccount
{
    public static Account? Read(AccountDraft draft)
    {
        var block = draft.Block;
        var endpoint = block.Require("endpoint") is { } address ? ReadResource(draft, address) : null;
        var api = block["api"] is { } written ? ReadApi(written) : AzureApi.V1;
        var region = block["region"]?.Text();
        var credential = KeyField.ReadOr(block, "entra", EntraField.Read);
        return api is null ? null
            : draft.Make(endpoint, credential, region) is { } made ? made with { Azure = api }
            : null;
    }

    // The gateway adds /openai/… by the API version; written here it would stand there twice.
    private static Uri? ReadResource(AccountDraft draft, Field field)
    {
        var endpoint = draft.Endpoint(field);
        var path = endpoint?.AbsolutePath ?? "";
        if (
            path.StartsWith("/openai", StringComparison.Ordinal) || path.StartsWith("/models", StringComparison.Ordinal)
        )
        {
            field.Error($"expected the resource's address alone: {endpoint!.GetLeftPart(UriPartial.Authority)}");
            return null;
        }
        return endpoint;
    }

    private static AzureApi? ReadApi(Field field)
    {
        var text = field.Text();
        var date = text?.EndsWith("-preview", StringComparison.Ordinal) == true ? text[..^"-preview".Length] : text;
        if (text is "v1")
        {
            return AzureApi.V1;
        }
        if (text is "models")
        {
            return AzureApi.Models;
        }
        if (DateOnly.TryParseExact(date, "yyyy-MM-dd", out _))
        {
            return AzureApi.Classic(text!);
        }
        field.Error("expected v1 or a dated version as \"2024-10-21\", or models for Foundry's /models");
        return null;
    }
}
