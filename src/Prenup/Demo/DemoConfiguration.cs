using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Sandbox;

namespace Prenup.Demo;

/// <summary>The demonstration's configuration: a file beside the ledger, read as any other is.</summary>
internal static class DemoConfiguration
{
    /// <summary>The project that pays for the sample traffic.</summary>
    public const string Project = "demo";

    /// <summary>The file's name in the data folder; its price book lies beside it.</summary>
    public const string FileName = "prenup.yaml";

    private const string Prices = "prices.yaml";

    // No published price exists for OpenAI's models on Vertex, a private preview: OpenAI's own stand in, here and in no other book.
    private const string Book = """
        prices:
          vertex/gpt-5.5:
            - valid-from: 2026-04-23
              source: "the simulated Vertex's rate card: OpenAI's own rates, since none of the private preview is published"
              rows:
                - { text-in: 5, text-in-cached: 0.5, text-out: 30 }
        """;

    private const string Models = """
        models:
          gpt-5.5:
            route: weighted
            on-abort: drain
            offers:
              - { name: azure-eu-5.5, account: azure-eu, model: gpt-55-payg, price: azure/gpt-5.5, weight: 2 }
              - { name: azure-us-5.5, account: azure-us, model: gpt-5.5-us, price: azure/gpt-5.5, weight: 1 }
              - { name: openai-5.5, account: openai, model: gpt-5.5, price: openai/gpt-5.5, weight: 2 }
              - { name: runtime-5.5, account: bedrock-runtime, model: us.openai.gpt-5.5, price: bedrock/openai.gpt-5.5, weight: 2 }
              - { name: mantle-5.5, account: bedrock-mantle, model: openai.gpt-5.5, price: bedrock/openai.gpt-5.5, weight: 2 }
              - { name: vertex-5.5, account: vertex, model: gpt-5.5, price: vertex/gpt-5.5, weight: 3 }
          gpt-5.6-luna:
            on-abort: drain
            offers:
              - { name: runtime-luna, account: bedrock-runtime, model: global.openai.gpt-5.6-luna, price: bedrock/openai.gpt-5.6-luna }
              - { name: mantle-luna, account: bedrock-mantle, model: openai.gpt-5.6-luna, price: bedrock/openai.gpt-5.6-luna }
          gpt-oss-120b:
            on-abort: drain
            offers:
              - { name: vertex-oss, account: vertex, model: openai/gpt-oss-120b-maas, price: vertex/openai/gpt-oss-120b-maas, apis: [openai-chat] }
              - { name: mantle-oss, account: bedrock-mantle, model: openai.gpt-oss-120b, price: bedrock/openai.gpt-oss-120b }
          gpt-4.1-mini:
            on-abort: drain
            offers:
              - { name: azure-us-mini, account: azure-us, model: gpt-4.1-mini, price: azure/gpt-4.1-mini }
              - { name: openai-mini, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini }
          text-embedding-3-small:
            offers:
              - { name: openai-vectors, account: openai, model: text-embedding-3-small, price: openai/text-embedding-3-small }
              - { name: azure-vectors, account: azure-us, model: vectors-eu, price: azure/text-embedding-3-small }
        """;

    /// <summary>Writes it into the data folder, and reads it.</summary>
    public static Configuration Make(DemoOptions options, string folder, SandboxClouds clouds, string credentials)
    {
        var accounts = new DemoAccounts(clouds, credentials);
        var file = Path.Combine(folder, FileName);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, Prices), Book);
        File.WriteAllText(file, Text(options.Port, accounts));
        var result = ConfigurationReader.ReadFile(file, accounts.Secret);
        var configuration =
            result.Configuration ?? throw new InvalidOperationException(string.Join('\n', result.Errors));
        return options.Reprice is { } reprice
            ? configuration with
            {
                Catalogue = configuration.Catalogue with
                {
                    Prices = new PriceBook(configuration.Catalogue.Prices.All.Select(reprice)),
                },
            }
            : configuration;
    }

    // A cloud bills a reply that nobody waits for any more, so no timer is so short that a busy machine could run into it.
    private static string Text(int port, DemoAccounts accounts) =>
        $$"""
            # Written by prenup demo. The clouds are simulated, and ended with it.
            listen: [{ url: "http://127.0.0.1:{{port}}" }]
            data: .
            timers: { connect: 300s, head: 300s, first-content: 300s, idle: 300s }
            {{accounts.Yaml}}
            {{Models}}
            prices: { books: [builtin, {{Prices}}] }
            projects: { {{Project}}: {} }
            """;
}
