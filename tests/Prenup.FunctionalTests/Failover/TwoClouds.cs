namespace Prenup.FunctionalTests.Failover;

/// <summary>One model at two clouds, first OpenAI's, then Azure's.</summary>
internal static class TwoClouds
{
    /// <param name="more">More of the model: attempts, timers, route.</param>
    /// <param name="model">The model: of OpenAI, and of a deployment at Azure.</param>
    public static string Offering(string more = "", string model = "gpt-4.1-mini") =>
        $$"""
            models:
              {{model}}:
                offers:
                  - { name: direct, account: openai, model: {{model}}, price: openai/{{model}} }
                  - { name: azure, account: azure-v1, model: {{model}}-eu, price: azure/{{model}} }
                {{more}}
            """;
}
