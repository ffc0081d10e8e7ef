using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;

namespace Prenup.Configuring.Sections;

/// <summary><c>accounts: { openai: { cloud: openai, key: env:OPENAI_API_KEY } }</c></summary>
internal static class AccountsSection
{
    public static Uri OpenAiEndpoint { get; } = new("https://api.openai.com/v1");

    public static IReadOnlyDictionary<string, DeclaredAccount> Read(Field? section)
    {
        var accounts = new Dictionary<string, DeclaredAccount>();
        foreach (var field in section?.Block()?.All ?? [])
        {
            if (field.IsName(field.Name) && field.Block() is { } block && ReadAccount(field.Name, block) is { } account)
            {
                accounts.Add(field.Name, account);
            }
        }
        return accounts;
    }

    private static DeclaredAccount? ReadAccount(string name, Block block)
    {
        if (block.Require("cloud")?.Reference("cloud", CloudNames.All) is not { } cloud)
        {
            return null; // what else may stand here depends on the cloud
        }
        if (!CloudNames.TryParse(cloud, out var served) || served is not (Cloud.OpenAi or Cloud.Azure))
        {
            LaterAccounts.Check(block, cloud);
            block.Close();
            return new DeclaredAccount(cloud, null, $"cloud '{cloud}' is not served by this version");
        }
        var account = served == Cloud.OpenAi ? ReadOpenAi(name, block) : ReadAzure(name, block);
        block.Close();
        return account;
    }

    private static DeclaredAccount? ReadOpenAi(string name, Block block)
    {
        var endpoint = block["endpoint"] is { } written ? written.Endpoint() : OpenAiEndpoint;
        var region = block["region"]?.Text();
        var key = block.Require("key")?.Secret();
        return Make(name, Cloud.OpenAi, endpoint, null, region, key);
    }

    private static DeclaredAccount? ReadAzure(string name, Block block)
    {
        var endpoint = block.Require("endpoint") is { } address ? ReadResource(address) : null;
        var api = block["api"] is { } written ? ReadApi(written) : "v1";
        var region = block["region"]?.Text();
        var entra = block["entra"];
        var keyField = block["key"];
        if (entra is not null)
        {
            LaterAccounts.CheckEntra(entra);
            keyField?.ErrorAtName("give 'key' or 'entra', not both");
            return new DeclaredAccount(Cloud.Azure.Name(), null, "'entra' credentials are not served by this version");
        }
        var key = (keyField ?? block.Require("key"))?.Secret();
        return api is null ? null : Make(name, Cloud.Azure, endpoint, api == "v1" ? null : api, region, key);
    }

    // The gateway adds /openai/… by the API version; written here it would stand there twice.
    private static Uri? ReadResource(Field field)
    {
        var endpoint = field.Endpoint();
        if (endpoint?.AbsolutePath.StartsWith("/openai", StringComparison.Ordinal) == true)
        {
            field.Error($"expected the resource's address alone: {endpoint.GetLeftPart(UriPartial.Authority)}");
            return null;
        }
        return endpoint;
    }

    private static string? ReadApi(Field field)
    {
        var text = field.Text();
        var date = text?.EndsWith("-preview", StringComparison.Ordinal) == true ? text[..^"-preview".Length] : text;
        if (text is "v1" || DateOnly.TryParseExact(date, "yyyy-MM-dd", out _))
        {
            return text;
        }
        field.Error("expected v1 or a dated version as \"2024-10-21\"");
        return null;
    }

    private static DeclaredAccount? Make(
        string name,
        Cloud cloud,
        Uri? endpoint,
        string? version,
        string? region,
        Secret? key
    ) =>
        endpoint is null || key is null
            ? null
            : new DeclaredAccount(
                cloud.Name(),
                new Account
                {
                    Name = name,
                    Cloud = cloud,
                    Endpoint = endpoint,
                    ClassicApiVersion = version,
                    Region = region,
                    Credential = new KeyCredential(key),
                },
                null
            );
}
