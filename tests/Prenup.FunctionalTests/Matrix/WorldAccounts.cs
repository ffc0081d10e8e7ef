using Prenup.Sandbox;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>The accounts of every way, with each credential as its cloud checks it.</summary>
internal static class WorldAccounts
{
    // As the clouds charge.
    private const string Prices = """
        prices:
          test/sol: [ { valid-from: 2026-01-01, scope: us, source: rate card, rows: [ { text-in: 5.5, text-in-cached: 0.55, text-in-write: 6.875, text-in-write-30m: 6.875, text-out: 33 } ] } ]
          test/vertex-luna: [ { valid-from: 2026-01-01, source: rate card, rows: [ { text-in: 1, text-in-cached: 0.1, text-out: 6 } ] } ]
          test/vertex-oss: [ { valid-from: 2026-01-01, source: rate card, rows: [ { text-in: 0.09, text-in-cached: 0.09, text-out: 0.36 } ] } ]
          test/watsonx: [ { valid-from: 2026-01-01, source: rate card, rows: [ { text-in: 0.15, text-in-cached: 0.15, text-out: 0.6 } ] } ]
          test/watsonx-vectors: [ { valid-from: 2026-01-01, source: rate card, rows: [ { text-in: 0.1, text-out: 0 } ] } ]
          test/own-large: [ { valid-from: 2026-01-01, source: rate card, rows: [ { text-in: 0.1, text-in-cached: 0.1, text-out: 0.4 } ] } ]
          test/own-small: [ { valid-from: 2026-01-01, source: rate card, rows: [ { text-in: 0.05, text-in-cached: 0.05, text-out: 0.2 } ] } ]
          test/own-vectors: [ { valid-from: 2026-01-01, source: rate card, rows: [ { text-in: 0.01, text-out: 0 } ] } ]
        """;

    /// <summary>Writes the files that accounts refer to.</summary>
    public static void WriteFiles(SandboxClouds clouds, string folder)
    {
        clouds.WriteCredentials(folder);
        File.WriteAllText(Path.Combine(folder, "prices.yaml"), Prices);
        File.WriteAllText(Path.Combine(folder, "entra"), clouds.Entra.Secret);
        File.WriteAllText(Path.Combine(folder, "ibm"), clouds.Ibm.Keys.First);
        File.WriteAllText(Path.Combine(folder, "vllm"), clouds.Servers.VLlm.Key);
        File.WriteAllText(Path.Combine(folder, "llama-cpp"), clouds.Servers.LlamaCpp.Key);
    }

    /// <summary>The accounts as lines of the configuration.</summary>
    public static string Of(SandboxClouds clouds, string folder)
    {
        var ca = $"network: {{ ca: 'file:{folder}/ca.pem' }}";
        var azure = $"cloud: azure, endpoint: {clouds.Azure.Address}";
        var entra =
            $"{ca}, entra: {{ tenant: {clouds.Entra.Tenant}, client: {clouds.Entra.Client}, authority: '{clouds.Entra.Authority}', secret: 'file:{folder}/entra' }}";
        var runtime = $"cloud: bedrock, host: runtime, region: us-east-2, endpoint: {clouds.Aws.Runtime.Address}";
        var mantle = $"cloud: bedrock, host: mantle, region: us-east-2, endpoint: {clouds.Aws.Mantle.Address}";
        var signed =
            $"aws: {{ access-key-id: {clouds.Aws.Options.LongTerm.AccessKeyId}, secret-access-key: env:AWS_SECRET }}";
        var vertex =
            $"cloud: vertex, project: {clouds.Google.Project}, location: global, endpoint: {clouds.Vertex.Address}, {ca}, google: {{ credentials: 'file:{folder}/google-service-account.json' }}";
        return $$"""
              m-openai: { cloud: openai, endpoint: {{clouds.OpenAi.Address}}v1, key: env:OPENAI }
              m-azure-v1: { {{azure}}, api: v1, key: env:AZURE }
              m-azure-v1-entra: { {{azure}}, api: v1, {{entra}} }
              m-azure-classic: { {{azure}}, api: "2024-10-21", key: env:AZURE }
              m-azure-classic-entra: { {{azure}}, api: "2024-10-21", {{entra}} }
              m-runtime: { {{runtime}}, {{signed}} }
              m-runtime-key: { {{runtime}}, key: env:AWS_KEY }
              m-mantle: { {{mantle}}, {{signed}} }
              m-mantle-key: { {{mantle}}, key: env:AWS_KEY }
              m-vertex: { {{vertex}} }
              m-vertex-open: { {{vertex}} }
              m-watsonx: { cloud: watsonx, endpoint: {{clouds.Watsonx.Address}}, {{ca}}, key: 'file:{{folder}}/ibm', token-endpoint: '{{clouds.Ibm.TokenUri}}' }
              m-vllm: { cloud: openai-compatible, endpoint: {{clouds.Servers.VLlm.Address}}v1, key: 'file:{{folder}}/vllm' }
              m-ollama: { cloud: openai-compatible, endpoint: {{clouds.Servers.Ollama.Address}}v1 }
              m-llama-cpp: { cloud: openai-compatible, endpoint: {{clouds.Servers.LlamaCpp.Address}}v1, key: 'file:{{folder}}/llama-cpp' }
              m-openshift: { cloud: openai-compatible, endpoint: {{clouds.Servers.OpenShift.Address}}v1, key: 'file:{{folder}}/openshift-token' }
            """;
    }
}
