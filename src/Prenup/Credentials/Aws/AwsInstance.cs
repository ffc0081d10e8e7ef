using Amazon.Runtime;
using Prenup.Core.Ports;

namespace Prenup.Credentials.Aws;

/// <summary>The role of the EC2 instance that the gateway runs on, by its metadata service, version 2 alone.</summary>
/// <param name="handler">The account's connections; they outlive this.</param>
internal sealed class AwsInstance(HttpMessageHandler handler) : RefreshingAWSCredentials
{
    private const string Roles = "/latest/meta-data/iam/security-credentials/";

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var token = await AskAsync(HttpMethod.Put, "/latest/api/token", "x-aws-ec2-metadata-token-ttl-seconds", "300");
        var role = (await AskAsync(HttpMethod.Get, Roles, "x-aws-ec2-metadata-token", token)).Split('\n')[0].Trim();
        return AwsMachine.Read(
            await AskAsync(HttpMethod.Get, Roles + Uri.EscapeDataString(role), "x-aws-ec2-metadata-token", token)
        );
    }

    protected override CredentialsRefreshState GenerateNewCredentials() =>
        throw new NotSupportedException("Credentials are fetched without blocking.");

    private Task<string> AskAsync(HttpMethod method, string path, string header, string value) =>
        AwsMachine.AskAsync(handler, method, new Uri(Address().TrimEnd('/') + path), header, value);

    private static string Address()
    {
        if (AwsMachine.Variable("AWS_EC2_METADATA_DISABLED").Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            throw new CredentialException("there are no AWS credentials, and AWS_EC2_METADATA_DISABLED is true");
        }
        var mode = AwsMachine.Variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
        return AwsMachine.Variable("AWS_EC2_METADATA_SERVICE_ENDPOINT") is { Length: > 0 } address ? address
            : mode.Equals("IPv6", StringComparison.OrdinalIgnoreCase) ? "http://[fd00:ec2::254]"
            : "http://169.254.169.254";
    }
}
