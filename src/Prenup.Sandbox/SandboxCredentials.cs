using System.Text;

namespace Prenup.Sandbox;

/// <summary>Writes what a caller of the running clouds needs in files, as the vendors' own tools would have left it.</summary>
public static class SandboxCredentials
{
    /// <summary>
    /// Writes into the folder, which is made where it is missing: <c>ca.pem</c>, and for the clouds that are started
    /// <c>google-service-account.json</c>, <c>google-authorized-user.json</c>, <c>google-external-account.json</c> (with
    /// <c>google-workload-token</c>), <c>entra-application.pem</c>, <c>entra-workload-token</c> and <c>openshift-token</c>.
    /// </summary>
    /// <returns>The paths of the files, in that order.</returns>
    public static IReadOnlyList<string> WriteCredentials(this SandboxClouds clouds, string folder)
    {
        Directory.CreateDirectory(folder);
        List<string> written = [];
        clouds.Authority.WritePem(At("ca.pem"));
        if (clouds.Identities.Contains(clouds.Google.Endpoint))
        {
            clouds.Google.WriteServiceAccount(At("google-service-account.json"));
            clouds.Google.WriteAuthorizedUser(At("google-authorized-user.json"));
            string external = At("google-external-account.json");
            string token = At("google-workload-token");
            clouds.Google.WriteExternalAccount(external, token);
            clouds.Google.WriteWorkloadToken(token);
        }

        if (clouds.Identities.Contains(clouds.Entra.Endpoint))
        {
            clouds.Entra.WriteCertificate(At("entra-application.pem"));
            clouds.Entra.WriteWorkloadToken(At("entra-workload-token"));
        }

        if (clouds.All.Contains(clouds.Servers.OpenShift))
        {
            string token = clouds.Servers.ClusterTokens.Issue("service-account").Value;
            File.WriteAllText(At("openshift-token"), token, Encoding.ASCII);
        }

        return written;

        string At(string name)
        {
            string path = Path.GetFullPath(Path.Combine(folder, name));
            written.Add(path);
            return path;
        }
    }
}
