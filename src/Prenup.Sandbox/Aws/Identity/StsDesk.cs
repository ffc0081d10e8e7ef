using System.Text;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Aws.Signing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Aws.Identity;

/// <summary>STS's query API: AssumeRole for signed callers, AssumeRoleWithWebIdentity for those with the right token.</summary>
internal sealed class StsDesk(SandboxAwsOptions options, AwsCredentialBook credentials, TimeProvider clock)
{
    private readonly SignatureCheck _signature = new(credentials, "sts", region: null, clock);

    public Reply Answer(Call call)
    {
        var form = Form(call.Raw);
        return form.GetValueOrDefault("Action") switch
        {
            "AssumeRole" => _signature.Refuse(AwsRequest.Of(call)) is { } refused
                ? StsXml.Error(refused.Status, Code(refused), refused.Message)
                : Assume(form, AwsSource.AssumeRole),
            "AssumeRoleWithWebIdentity" => SigV4.AreEqual(
                form.GetValueOrDefault("WebIdentityToken") ?? "",
                options.WebIdentityToken
            )
                ? Assume(form, AwsSource.WebIdentity)
                : StsXml.Error(400, "InvalidIdentityToken", "The web identity token is not one of this provider."),
            _ => StsXml.Error(400, "InvalidAction", "Could not find operation for version 2011-06-15"),
        };
    }

    private Reply Assume(Dictionary<string, string> form, AwsSource source)
    {
        if (form.GetValueOrDefault("RoleSessionName") is not { Length: >= 2 } session)
        {
            return StsXml.Error(400, "ValidationError", "Value null at 'roleSessionName' failed to satisfy constraint");
        }

        string role = form.GetValueOrDefault("RoleArn") ?? "";
        return role == options.RoleArn
            ? StsXml.Assumed(source, credentials.Issue(source), options, session)
            : StsXml.Error(403, "AccessDenied", $"The caller is not authorized to assume the role {role}");
    }

    // The query protocol names errors without the word that JSON protocols end them with.
    private static string Code(AwsError error) =>
        error.Type switch
        {
            "UnrecognizedClientException" => "InvalidClientTokenId",
            "InvalidSignatureException" => "SignatureDoesNotMatch",
            "ExpiredTokenException" => "ExpiredToken",
            "MissingAuthenticationTokenException" => "MissingAuthenticationToken",
            _ => "IncompleteSignature",
        };

    private static Dictionary<string, string> Form(ReadOnlyMemory<byte> body)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in Encoding.UTF8.GetString(body.Span).Split('&'))
        {
            if (pair.Split('=', 2) is [var name, var value])
            {
                form[Text(name)] = Text(value);
            }
        }

        return form;
    }

    private static string Text(string encoded) => UriText.DecodeText(encoded.Replace('+', ' '));
}
