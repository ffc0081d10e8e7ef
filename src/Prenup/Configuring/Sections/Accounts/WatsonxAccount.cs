using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>{ cloud: watsonx, endpoint: https://eu-de.ml.cloud.ibm.com, key: env:IBM_CLOUD_API_KEY }</c>: the key is exchanged at IAM.</summary>
internal static class WatsonxAccount
{
    private static readonly Uri Iam = new("https://iam.cloud.ibm.com/identity/token");

    public static Account? Read(AccountDraft draft)
    {
        var block = draft.Block;
        var host = draft.Endpoint(block.Require("endpoint"));
        var tokens = block["token-endpoint"] is { } written ? written.Endpoint() : Iam;
        var key = block.Require("key")?.Secret();
        var region = block["region"]?.Text();
        return host is null || key is null || tokens is null
            ? null
            : draft.Make(
                new Uri(host.AbsoluteUri.TrimEnd('/') + "/ml/gateway/v1"),
                new IbmCredential(key, tokens),
                region
            );
    }
}
