using System.Text.RegularExpressions;
using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>{ cloud: bedrock, host: runtime, region: us-east-2, aws: { profile: prod } }</c></summary>
internal static partial class BedrockAccount
{
    public static Account? Read(AccountDraft draft)
    {
        var block = draft.Block;
        var host = block.Require("host")?.Choice(("runtime", BedrockHost.Runtime), ("mantle", BedrockHost.Mantle));
        var region = block.Require("region") is { } written ? ReadRegion(written) : null;
        var endpoint = block["endpoint"] is { } address ? ReadHost(draft, address) : Endpoint(host, region, block);
        var credential = KeyField.ReadOr(block, "aws", AwsField.Read);
        return host is null || region is null || draft.Make(endpoint, credential, region) is not { } account
            ? null
            : account with
            {
                Host = host,
            };
    }

    // The region becomes part of a host's name.
    private static string? ReadRegion(Field field)
    {
        var text = field.Value();
        if (text is null || Region().IsMatch(text))
        {
            return text;
        }
        field.Error("expected a region's name as us-east-2");
        return null;
    }

    // The gateway adds /openai/v1 or /v1 by the model; written here it would stand there twice.
    private static Uri? ReadHost(AccountDraft draft, Field field)
    {
        var endpoint = draft.Endpoint(field);
        if (endpoint is { AbsolutePath.Length: > 1 })
        {
            field.Error($"expected the host's address alone: {endpoint.GetLeftPart(UriPartial.Authority)}");
            return null;
        }
        return endpoint;
    }

    // Suffixes by partition; the isolated ones are reached by an address of their own.
    private static Uri? Endpoint(BedrockHost? host, string? region, Block block)
    {
        if (host is null || region is null)
        {
            return null;
        }
        if (region.Contains("-iso", StringComparison.Ordinal))
        {
            block.Missing($"'endpoint' is missing: the gateway knows no address for {region}");
            return null;
        }
        if (host == BedrockHost.Mantle)
        {
            return new Uri($"https://bedrock-mantle.{region}.api.aws");
        }
        var suffix =
            region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn"
            : region.StartsWith("eusc-", StringComparison.Ordinal) ? "amazonaws.eu"
            : "amazonaws.com";
        return new Uri($"https://bedrock-runtime.{region}.{suffix}");
    }

    [GeneratedRegex(
        "^[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Region();
}
