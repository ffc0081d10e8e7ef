using System.Security;
using System.Text;
using Prenup.Sandbox.Aws.Signing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Aws.Identity;

/// <summary>STS's replies, in the XML of its 2011 version.</summary>
internal static class StsXml
{
    private const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    public static Reply Assumed(AwsSource source, AwsCredentials issued, SandboxAwsOptions options, string session)
    {
        string operation = source == AwsSource.WebIdentity ? "AssumeRoleWithWebIdentity" : "AssumeRole";
        string arn = $"arn:aws:sts::{options.AccountId}:assumed-role/{options.RoleName}/{session}";
        return Xml(
            200,
            $"""
            <{operation}Response xmlns="{Namespace}">
              <{operation}Result>
                <AssumedRoleUser>
                  <AssumedRoleId>AROASANDBOX:{Text(session)}</AssumedRoleId>
                  <Arn>{Text(arn)}</Arn>
                </AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>{issued.AccessKeyId}</AccessKeyId>
                  <SecretAccessKey>{Text(issued.SecretAccessKey)}</SecretAccessKey>
                  <SessionToken>{Text(issued.SessionToken ?? "")}</SessionToken>
                  <Expiration>{AwsTime.Iso(issued.ExpiresAt ?? default)}</Expiration>
                </Credentials>
              </{operation}Result>
              <ResponseMetadata><RequestId>{Guid.NewGuid()}</RequestId></ResponseMetadata>
            </{operation}Response>
            """
        );
    }

    public static Reply Error(int status, string code, string message) =>
        Xml(
            status,
            $"""
            <ErrorResponse xmlns="{Namespace}">
              <Error><Type>Sender</Type><Code>{code}</Code><Message>{Text(message)}</Message></Error>
              <RequestId>{Guid.NewGuid()}</RequestId>
            </ErrorResponse>
            """
        );

    private static string Text(string text) => SecurityElement.Escape(text);

    private static Reply Xml(int status, string xml) =>
        Reply.Whole(status, Encoding.UTF8.GetBytes(xml)) with
        {
            Headers = [new("Content-Type", "text/xml")],
            HasLength = true,
        };
}
