using System.Net;
using Amazon.Runtime;
using Prenup.Core.Ports;

namespace Prenup.Credentials.Aws;

/// <summary>The role of the task or pod that the gateway runs in (ECS, EKS Pod Identity), by the address in its environment.</summary>
/// <param name="handler">The account's connections; they outlive this.</param>
internal sealed class AwsContainer(HttpMessageHandler handler) : RefreshingAWSCredentials
{
    private const string Tasks = "http://169.254.170.2";

    // The addresses by which containers are served, as AWS's tools allow them.
    private static readonly string[] Served = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost"];

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync() =>
        AwsMachine.Read(
            await AwsMachine.AskAsync(handler, HttpMethod.Get, Address(), "authorization", await TokenAsync())
        );

    protected override CredentialsRefreshState GenerateNewCredentials() =>
        throw new NotSupportedException("Credentials are fetched without blocking.");

    private static Uri Address()
    {
        var relative = AwsMachine.Variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        var written =
            relative.Length > 0 ? Tasks + relative : AwsMachine.Variable("AWS_CONTAINER_CREDENTIALS_FULL_URI");
        return Uri.TryCreate(written, UriKind.Absolute, out var address) && IsServed(address)
            ? address
            : throw new CredentialException(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI is neither https nor an address of the container's host"
            );
    }

    private static bool IsServed(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || (
            address.Scheme == Uri.UriSchemeHttp
            && (
                Served.Contains(address.Host)
                || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip))
            )
        );

    // The file is read again each time: whoever writes it renews it.
    private static async Task<string> TokenAsync()
    {
        var file = AwsMachine.Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        try
        {
            return file.Length > 0
                ? (await File.ReadAllTextAsync(file)).Trim()
                : AwsMachine.Variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CredentialException("the file with the container's token cannot be read", fault);
        }
    }
}
