using Prenup.Sandbox;
using Prenup.Sandbox.Aws;

namespace Prenup.Commands;

/// <summary>Tells who may call the simulated clouds: the credentials that exist, and where they are turned into tokens.</summary>
internal static class SandboxCallers
{
    /// <summary>The listeners that issue credentials.</summary>
    public static IEnumerable<SandboxCloud> Issuers(SandboxClouds clouds) =>
        HasAws(clouds) ? clouds.Identities.Append(clouds.Aws.Identity) : clouds.Identities;

    /// <summary>Writes a paragraph for each provider whose clouds run.</summary>
    public static void Tell(SandboxClouds clouds, TextWriter error)
    {
        if (HasAws(clouds))
        {
            Tell(clouds.Aws, error);
        }
        if (clouds.Identities.Contains(clouds.Google.Endpoint))
        {
            error.WriteLine("  Google (simulated): who may call Vertex");
            error.WriteLine($"    project  {clouds.Google.Project}");
            error.WriteLine($"    tokens   {clouds.Google.TokenUri}");
            error.WriteLine($"    metadata GCE_METADATA_HOST={clouds.Google.MetadataHost}");
        }
        if (clouds.Identities.Contains(clouds.Entra.Endpoint))
        {
            error.WriteLine("  Entra (simulated): who may call Azure without a key");
            error.WriteLine($"    tenant   {clouds.Entra.Tenant} at {clouds.Entra.Authority}");
            error.WriteLine($"    client   {clouds.Entra.Client} {clouds.Entra.Secret}");
            error.WriteLine($"    machine  AZURE_POD_IDENTITY_AUTHORITY_HOST={clouds.Entra.ManagedIdentity.Address}");
        }
        if (clouds.Identities.Contains(clouds.Ibm.Endpoint))
        {
            error.WriteLine("  IBM (simulated): who may call watsonx");
            error.WriteLine($"    key      {clouds.Ibm.Keys.First}");
            error.WriteLine($"    tokens   {clouds.Ibm.TokenUri}");
        }
    }

    private static void Tell(SandboxAws aws, TextWriter error)
    {
        error.WriteLine("  AWS (simulated): who may call Bedrock");
        error.WriteLine($"    region   {aws.Options.Region}");
        error.WriteLine($"    key      {aws.Options.LongTerm.AccessKeyId} {aws.Options.LongTerm.SecretAccessKey}");
        error.WriteLine($"    role     {aws.Options.RoleArn}");
        error.WriteLine($"    STS, SSO, container and instance metadata  {aws.Identity.Address}");
    }

    private static bool HasAws(SandboxClouds clouds) =>
        clouds.All.Contains(clouds.Aws.Runtime) || clouds.All.Contains(clouds.Aws.Mantle);
}
