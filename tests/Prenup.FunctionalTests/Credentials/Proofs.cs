using Prenup.Sandbox;

namespace Prenup.FunctionalTests.Credentials;

/// <summary>Every way to prove who is asking, and every kind of server that OpenAI's dialects are spoken by.</summary>
/// <param name="clouds">The clouds, which check each.</param>
/// <param name="folder">Where the files are that accounts refer to.</param>
internal sealed class Proofs(SandboxClouds clouds, string folder)
{
    /// <summary>Prices as the clouds charge.</summary>
    public const string Prices = """
        prices:
          test/vertex-luna: [ { valid-from: 2026-01-01, source: the cloud's rate card, rows: [ { text-in: 1, text-in-cached: 0.1, text-out: 6 } ] } ]
          test/oss: [ { valid-from: 2026-01-01, source: the cloud's rate card, rows: [ { text-in: 0.15, text-in-cached: 0.15, text-out: 0.6 } ] } ]
          test/vertex-oss: [ { valid-from: 2026-01-01, source: the cloud's rate card, rows: [ { text-in: 0.09, text-in-cached: 0.09, text-out: 0.36 } ] } ]
          test/own-large: [ { valid-from: 2026-01-01, source: the server's rate card, rows: [ { text-in: 0.1, text-in-cached: 0.1, text-out: 0.4 } ] } ]
          test/own-small: [ { valid-from: 2026-01-01, source: the server's rate card, rows: [ { text-in: 0.05, text-in-cached: 0.05, text-out: 0.2 } ] } ]
        """;

    private const string Oss = "model: openai/gpt-oss-120b-maas, price: test/vertex-oss, apis: [openai-chat]";

    /// <summary>All of them.</summary>
    public IReadOnlyList<Proof> All() =>
        [
            Entra("entra-secret", "client-secret", $"secret: 'file:{folder}/secret'"),
            Entra("entra-certificate", "client-certificate", $"certificate: 'file:{folder}/app.pem'"),
            Entra("entra-workload", "federated", $"token-file: 'file:{folder}/workload'"),
            new("entra-managed", Azure($"managed: true, client: {clouds.Entra.Client}"), AtAzure)
            {
                Tokens = clouds.Entra.Tokens,
                Kind = "app-service",
            },
            Google("google-service", "jwt-bearer", $"credentials: 'file:{folder}/service.json'", responses: true),
            Google("google-workload", "token-exchange", $"credentials: 'file:{folder}/external.json'"),
            Google("google-machine", "metadata", $"token-endpoint: '{Metadata}'"),
            new(
                "ibm",
                $"cloud: watsonx, endpoint: '{clouds.Watsonx.Address}', {Ca}, key: 'file:{folder}/ibm', token-endpoint: '{clouds.Ibm.TokenUri}'",
                "model: openai/gpt-oss-120b, price: test/oss"
            )
            {
                Tokens = clouds.Ibm.Tokens,
                Kind = "apikey",
            },
            Server(
                clouds.Servers.VLlm,
                "model: openai/gpt-oss-120b, price: test/own-large",
                $"key: 'file:{folder}/vllm'"
            ),
            Server(
                clouds.Servers.OpenShift,
                "model: gpt-oss-120b, price: test/own-large",
                $"key: 'file:{folder}/cluster'"
            ),
            Server(
                clouds.Servers.LlamaCpp,
                "model: gpt-oss-20b, price: test/own-small",
                $"key: ['file:{folder}/llama-cpp']"
            ) with
            {
                OneChoice = true,
            },
            Server(clouds.Servers.Ollama, "model: 'gpt-oss:20b', price: test/own-small", "region: here") with
            {
                OneChoice = true,
            },
        ];

    private const string AtAzure = "model: gpt-4.1-mini-eu, price: azure/gpt-4.1-mini";

    private string Ca => $"network: {{ ca: 'file:{folder}/ca.pem' }}";

    private Uri Metadata =>
        new(clouds.Google.Metadata.Address, "computeMetadata/v1/instance/service-accounts/default/token");

    /// <summary>Writes every file that an account refers to.</summary>
    public void WriteFiles()
    {
        clouds.Authority.WritePem(Path.Combine(folder, "ca.pem"));
        Write("secret", clouds.Entra.Secret);
        clouds.Entra.WriteCertificate(Path.Combine(folder, "app.pem"));
        clouds.Entra.WriteWorkloadToken(Path.Combine(folder, "workload"));
        clouds.Google.WriteServiceAccount(Path.Combine(folder, "service.json"));
        clouds.Google.WriteWorkloadToken(Path.Combine(folder, "google-token"));
        clouds.Google.WriteExternalAccount(Path.Combine(folder, "external.json"), Path.Combine(folder, "google-token"));
        Write("ibm", clouds.Ibm.Keys.First);
        Write("vllm", clouds.Servers.VLlm.Key);
        Write("llama-cpp", clouds.Servers.LlamaCpp.Key);
        Write("cluster", clouds.Servers.ClusterTokens.Issue("projected").Value);
        Write("prices.yaml", Prices);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);

    private Proof Entra(string name, string kind, string how) =>
        new(
            name,
            Azure(
                $"tenant: {clouds.Entra.Tenant}, client: {clouds.Entra.Client}, authority: '{clouds.Entra.Authority}', {how}"
            ),
            AtAzure
        )
        {
            Tokens = clouds.Entra.Tokens,
            Kind = kind,
        };

    private string Azure(string entra) =>
        $"cloud: azure, endpoint: '{clouds.Azure.Address}', {Ca}, entra: {{ {entra} }}";

    private Proof Google(string name, string kind, string how, bool responses = false) =>
        new(
            name,
            $"cloud: vertex, project: {clouds.Google.Project}, location: global, endpoint: '{clouds.Vertex.Address}', {Ca}, google: {{ {how} }}",
            responses ? "model: gpt-6-luna, price: test/vertex-luna" : Oss
        )
        {
            Tokens = clouds.Google.Tokens,
            Kind = kind,
            Responses = responses,
        };

    private Proof Server(SandboxCloud server, string offer, string key) =>
        new(server.Name, $"cloud: openai-compatible, endpoint: '{server.Address}v1', {Ca}, {key}", offer);
}
