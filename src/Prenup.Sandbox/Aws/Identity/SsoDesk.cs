using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Aws.Signing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Aws.Identity;

/// <summary>The SSO portal's GetRoleCredentials.</summary>
internal sealed class SsoDesk(SandboxAwsOptions options, AwsCredentialBook credentials)
{
    public Reply Answer(Call call)
    {
        if (!SigV4.AreEqual(call.Seen.Header("x-amz-sso_bearer_token") ?? "", options.SsoToken))
        {
            return new AwsError(401, "UnauthorizedException", "Session token not found or invalid").ToReply();
        }

        return call.Query("role_name") == options.RoleName && call.Query("account_id") == options.AccountId
            ? Reply.Whole(200, Write(credentials.Issue(AwsSource.Sso)))
            : new AwsError(403, "ForbiddenException", "No access").ToReply();
    }

    private static byte[] Write(AwsCredentials issued) =>
        JsonText.Object(json =>
            json.Object(
                "roleCredentials",
                role =>
                {
                    role.WriteString("accessKeyId", issued.AccessKeyId);
                    role.WriteString("secretAccessKey", issued.SecretAccessKey);
                    role.WriteString("sessionToken", issued.SessionToken);
                    role.Number("expiration", issued.ExpiresAt?.ToUnixTimeMilliseconds());
                }
            )
        );
}
