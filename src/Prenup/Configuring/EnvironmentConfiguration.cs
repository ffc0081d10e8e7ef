using System.Globalization;
using System.Text;
using System.Text.Json;
using Prenup.Core.Offers;

namespace Prenup.Configuring;

/// <summary>A configuration out of nothing but the usual environment variables, with a note for whatever it made.</summary>
/// <remarks>It writes a file's text and reads it, so that what is made obeys every rule that a written file does.</remarks>
internal static class EnvironmentConfiguration
{
    private const string OpenAiKey = "OPENAI_API_KEY";
    private const string AzureKey = "AZURE_OPENAI_API_KEY";
    private const string AzureEndpoint = "AZURE_OPENAI_ENDPOINT";
    private const string File = "environment";

    public static ConfigurationResult Make(Func<string, string?> environment)
    {
        var notes = new List<string>();
        var clouds = new List<Cloud>();
        var accounts = Accounts(environment, clouds, notes);
        if (clouds.Count == 0)
        {
            var none = $"no configuration, and no credentials in {OpenAiKey} or in {AzureKey} with {AzureEndpoint}";
            return new ConfigurationResult(null, [new Problem(File, 1, 1, none)], [], notes);
        }
        var models = Models(clouds, notes);
        return ConfigurationReader.Read(accounts + models, File, environment) with { Notes = notes };
    }

    private static string Accounts(Func<string, string?> environment, List<Cloud> clouds, List<string> notes)
    {
        var yaml = new StringBuilder("accounts:\n");
        if (!string.IsNullOrEmpty(environment(OpenAiKey)))
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  openai: {{ cloud: openai, key: env:{OpenAiKey} }}\n");
            notes.Add($"account 'openai' with the key in {OpenAiKey}");
            clouds.Add(Cloud.OpenAi);
        }
        var endpoint = environment(AzureEndpoint);
        var hasKey = !string.IsNullOrEmpty(environment(AzureKey));
        if (hasKey && !string.IsNullOrEmpty(endpoint))
        {
            var quoted = JsonEncodedText.Encode(endpoint);
            yaml.Append(
                CultureInfo.InvariantCulture,
                $"  azure: {{ cloud: azure, endpoint: \"{quoted}\", key: env:{AzureKey} }}\n"
            );
            notes.Add($"account 'azure' at {endpoint} with the key in {AzureKey}");
            clouds.Add(Cloud.Azure);
        }
        else if (hasKey)
        {
            notes.Add($"{AzureKey} is set and {AzureEndpoint} is not: no account made of it");
        }
        return yaml.ToString();
    }

    // One model for every id of OpenAI's in the price book: what has no price would be refused anyway.
    private static string Models(List<Cloud> clouds, List<string> notes)
    {
        var yaml = new StringBuilder("models:\n");
        var priced = BuiltInPrices.All.Select(static price => price.Id).ToHashSet();
        var prefix = Cloud.OpenAi.Name() + "/";
        var names = priced
            .Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
            .Select(id => id[prefix.Length..]);
        var count = 0;
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var offers = clouds.Select(static cloud => cloud.Name()).Where(cloud => priced.Contains($"{cloud}/{name}"));
            var lines = offers.Select(cloud =>
                $"      - {{ name: {cloud}-{name}, account: {cloud}, model: {name}, price: {cloud}/{name}, apis: [{Apis(name)}] }}\n"
            );
            if (string.Concat(lines) is { Length: > 0 } written)
            {
                yaml.Append(CultureInfo.InvariantCulture, $"  {name}:\n    offers:\n{written}");
                count++;
            }
        }
        notes.Add($"{count} models, named by the price book");
        if (clouds.Contains(Cloud.Azure))
        {
            notes.Add("Azure deployments are taken to be named like their models; a configuration names others");
        }
        return yaml.ToString();
    }

    private static string Apis(string model) =>
        model.StartsWith("text-embedding-", StringComparison.Ordinal)
            ? "openai-embeddings"
            : "openai-chat, openai-responses";
}
