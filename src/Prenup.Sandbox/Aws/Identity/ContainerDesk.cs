using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Aws.Signing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Aws.Identity;

/// <summary>The credentials endpoint inside a container: one header opens it.</summary>
internal sealed class ContainerDesk(SandboxAwsOptions options, AwsCredentialBook credentials)
{
    public Reply Answer(Call call) =>
        SigV4.AreEqual(call.Seen.Header("authorization") ?? "", options.ContainerToken)
            ? Reply.Whole(200, Write(credentials.Issue(AwsSource.Container)))
            : new AwsError(401, "AccessDeniedException", "The authorization token is not valid.").ToReply();

    private byte[] Write(AwsCredentials issued) =>
        JsonText.Object(json =>
        {
            json.WriteString("RoleArn", options.RoleArn);
            json.WriteString("AccessKeyId", issued.AccessKeyId);
            json.WriteString("SecretAccessKey", issued.SecretAccessKey);
            json.WriteString("Token", issued.SessionToken);
            json.WriteString("Expiration", AwsTime.Iso(issued.ExpiresAt ?? default));
        });
}
