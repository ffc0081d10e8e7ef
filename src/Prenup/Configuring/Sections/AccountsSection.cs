using Prenup.Configuring.Sections.Accounts;
using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary><c>accounts: { openai: { cloud: openai, key: env:OPENAI_API_KEY } }</c></summary>
internal static class AccountsSection
{
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
        if (
            block.Require("cloud")?.Reference("cloud", CloudNames.All) is not { } written
            || !CloudNames.TryParse(written, out var cloud)
        )
        {
            return null; // what else may stand here depends on the cloud
        }
        if (cloud is Cloud.Gemini or Cloud.Anthropic)
        {
            LaterAccounts.Check(block);
            block.Close();
            return new DeclaredAccount(written, null, $"cloud '{written}' is not served by this version");
        }
        var timers = TimersSection.OfAccount(block["timers"]);
        var network = NetworkSection.Read(block["network"], out var plaintext);
        var account = ReadServed(cloud, new AccountDraft(name, cloud, block, network, plaintext));
        block.Close();
        return account is null ? null : new DeclaredAccount(written, account, null) { Timers = timers };
    }

    private static Account? ReadServed(Cloud cloud, AccountDraft draft) =>
        cloud switch
        {
            Cloud.OpenAi => OpenAiAccount.Read(draft),
            Cloud.Azure => AzureAccount.Read(draft),
            Cloud.Bedrock => BedrockAccount.Read(draft),
            Cloud.Vertex => VertexAccount.Read(draft),
            Cloud.Watsonx => WatsonxAccount.Read(draft),
            _ => CompatibleAccount.Read(draft),
        };
}
