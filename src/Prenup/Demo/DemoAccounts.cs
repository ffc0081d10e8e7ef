using System.Text.Json;
using Prenup.Sandbox;

namespace Prenup.Demo;

/// <summary>The demonstration's accounts: each simulated cloud as it is reached in earnest, with a kind of credential of its own.</summary>
/// <param name="clouds">The clouds, running.</param>
/// <param name="credentials">Where the files lie that <see cref="SandboxCredentials"/> wrote.</param>
internal sealed class DemoAccounts(SandboxClouds clouds, string credentials)
{
    /// <summary>
    /// The section of the configuration. A host of Bedrock is an account of its own, named as the simulated cloud is: that
    /// is how <see cref="DemoTotals"/> tells the two apart.
    /// </summary>
    public string Yaml =>
        $$"""
            accounts:
              openai: { cloud: openai, endpoint: "{{clouds.OpenAi.Address}}v1", key: env:SANDBOX_OPENAI_KEY }
              azure-eu:
                cloud: azure
                endpoint: "{{clouds.Azure.Address}}"
                api: v1
                entra: { tenant: {{clouds.Entra.Tenant}}, client: {{clouds.Entra.Client}}, secret: env:SANDBOX_ENTRA_SECRET, authority: "{{clouds.Entra.Authority}}" }
                network: { ca: {{File("ca.pem")}} }
              azure-us: { cloud: azure, endpoint: "{{clouds.Azure.Address}}", api: "2024-10-21", key: env:SANDBOX_AZURE_KEY }
              bedrock-runtime:
                cloud: bedrock
                host: runtime
                region: {{clouds.Aws.Options.Region}}
                endpoint: "{{clouds.Aws.Runtime.Address}}"
                aws:
                  access-key-id: {{clouds.Aws.Options.LongTerm.AccessKeyId}}
                  secret-access-key: env:SANDBOX_AWS_SECRET
                  role: "{{clouds.Aws.Options.RoleArn}}"
                  token-endpoint: "{{clouds.Aws.Identity.Address}}"
              bedrock-mantle: { cloud: bedrock, host: mantle, region: {{clouds.Aws.Options.Region}}, endpoint: "{{clouds.Aws.Mantle.Address}}", key: env:SANDBOX_BEDROCK_KEY }
              vertex:
                cloud: vertex
                project: {{clouds.Google.Project}}
                location: global
                endpoint: "{{clouds.Vertex.Address}}"
                google: { credentials: {{File("google-service-account.json")}} }
                network: { ca: {{File("ca.pem")}} }
            """;

    /// <summary>The variables that the section refers to: keys that only the simulated clouds know.</summary>
    public string? Secret(string name) =>
        name switch
        {
            "SANDBOX_OPENAI_KEY" => clouds.OpenAi.Key,
            "SANDBOX_AZURE_KEY" => clouds.Azure.Key,
            "SANDBOX_ENTRA_SECRET" => clouds.Entra.Secret,
            "SANDBOX_AWS_SECRET" => clouds.Aws.Options.LongTerm.SecretAccessKey,
            "SANDBOX_BEDROCK_KEY" => clouds.Aws.Options.BedrockKey,
            _ => null,
        };

    private string File(string name) => $"\"{JsonEncodedText.Encode("file:" + Path.Combine(credentials, name))}\"";
}
