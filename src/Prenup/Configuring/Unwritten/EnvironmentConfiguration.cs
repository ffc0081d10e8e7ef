using System.Globalization;
using System.Text;
using Prenup.Core.Offers;
using Prenup.Core.Prices;

namespace Prenup.Configuring.Unwritten;

/// <summary>A configuration out of nothing but the usual environment variables, with a note for whatever it made.</summary>
/// <remarks>It writes a file's text and reads it, so that what is made obeys every rule that a written file does.</remarks>
internal static class EnvironmentConfiguration
{
    private const string File = "environment";

    public static ConfigurationResult Make(Func<string, string?> environment)
    {
        var notes = new List<string>();
        var accounts = new EnvironmentAccounts(environment, notes).Find();
        if (accounts.Count == 0)
        {
            var none = $"no configuration, and no credentials in {EnvironmentAccounts.Looked}";
            return new ConfigurationResult(null, [new Problem(File, 1, 1, none)], [], notes);
        }
        var yaml = new StringBuilder(Own(environment)).Append("accounts:\n");
        foreach (var account in accounts)
        {
            yaml.Append(account.Yaml);
        }
        AddModels(yaml, accounts, notes);
        return ConfigurationReader.Read(yaml.ToString(), File, environment) with { Notes = notes };
    }

    // What a container without a file has to say of the gateway itself.
    private static string Own(Func<string, string?> environment)
    {
        var yaml = new StringBuilder();
        if (environment("PRENUP_LISTEN") is { Length: > 0 } url)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"listen: [{{ url: {FoundAccount.Quoted(url)} }}]\n");
        }
        if (environment("PRENUP_DATA") is { Length: > 0 } folder)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"data: {FoundAccount.Quoted(folder)}\n");
        }
        if (environment("PRENUP_ADMIN_KEY") is { Length: > 0 })
        {
            yaml.Append("admin: { key: env:PRENUP_ADMIN_KEY }\n");
        }
        return yaml.ToString();
    }

    private static void AddModels(StringBuilder yaml, IReadOnlyList<FoundAccount> accounts, List<string> notes)
    {
        var book = new PriceBook(BuiltInPrices.All);
        var models = accounts
            .SelectMany(account => SoldModels.At(account, book).Select(sold => (Account: account, Sold: sold)))
            .GroupBy(static sale => sale.Sold.Name)
            .OrderBy(static model => model.Key, StringComparer.Ordinal)
            .ToList();
        yaml.Append("models:\n");
        foreach (var model in models)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  {model.Key}:\n    offers:\n");
            foreach (var (account, sold) in model)
            {
                var cloud = account.Cloud.Name();
                yaml.Append(
                    CultureInfo.InvariantCulture,
                    $"      - {{ name: {cloud}-{sold.Name}, account: {cloud}, model: \"{sold.Id}\", price: \"{sold.Price}\", scope: {sold.Scope}{Apis(account, sold.Name)} }}\n"
                );
            }
        }
        notes.Add($"{models.Count} models, named by the price book");
        if (accounts.Any(static account => account.Cloud == Cloud.Azure))
        {
            notes.Add("Azure deployments are taken to be named like their models; a configuration names others");
        }
    }

    // What is not said is what the cloud speaks by itself.
    private static string Apis(FoundAccount account, string model) =>
        account.Cloud switch
        {
            Cloud.Bedrock => "",
            Cloud.Vertex => ", apis: [openai-chat]",
            _ when model.StartsWith("text-embedding-", StringComparison.Ordinal) => ", apis: [openai-embeddings]",
            _ => ", apis: [openai-chat, openai-responses]",
        };
}
