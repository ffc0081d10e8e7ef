using System.Text.Json;
using Prenup.Configuring;
using Prenup.Sandbox;

namespace Prenup.Demo;

/// <summary>The demonstration's configuration: three models, each sold by both simulated clouds.</summary>
internal static class DemoConfiguration
{
    private const string OpenAiKey = "SANDBOX_OPENAI_KEY";
    private const string AzureKey = "SANDBOX_AZURE_KEY";

    /// <summary>The project that pays for the sample traffic.</summary>
    public const string Project = "demo";

    /// <summary>Reads it as a file would be read.</summary>
    public static Configuration Make(DemoOptions options, string folder, SandboxClouds clouds)
    {
        var result = ConfigurationReader.Read(Text(options.Port, folder, clouds), "demo.yaml", Secret);
        var configuration =
            result.Configuration ?? throw new InvalidOperationException(string.Join('\n', result.Errors));
        return options.Prices is { } prices
            ? configuration with
            {
                Catalogue = configuration.Catalogue with { Prices = prices },
            }
            : configuration;

        string? Secret(string name) =>
            name switch
            {
                OpenAiKey => clouds.OpenAi.Key,
                AzureKey => clouds.Azure.Key,
                _ => null,
            };
    }

    private static string Text(int port, string folder, SandboxClouds clouds) =>
        $$"""
            listen: [{ url: "http://127.0.0.1:{{port}}" }]
            data: "{{JsonEncodedText.Encode(folder)}}"
            accounts:
              openai: { cloud: openai, endpoint: "{{clouds.OpenAi.Address}}v1", key: env:{{OpenAiKey}} }
              azure-eu: { cloud: azure, endpoint: "{{clouds.Azure.Address}}", api: v1, key: env:{{AzureKey}} }
              azure-us: { cloud: azure, endpoint: "{{clouds.Azure.Address}}", api: "2024-10-21", key: env:{{AzureKey}} }
            models:
              gpt-5.5:
                route: weighted
                on-abort: drain
                offers:
                  - { name: azure-eu-5.5, account: azure-eu, model: gpt-55-payg, price: azure/gpt-5.5, weight: 3 }
                  - { name: azure-us-5.5, account: azure-us, model: gpt-5.5-us, price: azure/gpt-5.5, weight: 1 }
                  - { name: openai-5.5, account: openai, model: gpt-5.5, price: openai/gpt-5.5, weight: 2 }
              gpt-4.1-mini:
                on-abort: drain
                offers:
                  - { name: azure-us-mini, account: azure-us, model: gpt-4.1-mini, price: azure/gpt-4.1-mini }
                  - { name: openai-mini, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini }
              text-embedding-3-small:
                offers:
                  - { name: openai-vectors, account: openai, model: text-embedding-3-small, price: openai/text-embedding-3-small }
                  - { name: azure-vectors, account: azure-us, model: vectors-eu, price: azure/text-embedding-3-small }
            projects: { {{Project}}: {} }
            """;
}
