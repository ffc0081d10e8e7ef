using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Aws.Signing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Aws.Identity;

/// <summary>Instance metadata, version 2 alone: a token is fetched with PUT, and without one every answer is 401.</summary>
internal sealed class MetadataDesk(SandboxAwsOptions options, AwsCredentialBook credentials, TimeProvider clock)
{
    private const int LongestSeconds = 21_600;
    private const int MostTokens = 1_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _tokens = new();

    public Reply Answer(string method, string[] path, Call call)
    {
        if ((method, path) is ("PUT", ["api", "token"]))
        {
            return MakeToken(call.Seen.Header("x-aws-ec2-metadata-token-ttl-seconds"));
        }

        string token = call.Seen.Header("x-aws-ec2-metadata-token") ?? "";
        if (!_tokens.TryGetValue(token, out DateTimeOffset until) || until <= clock.GetUtcNow())
        {
            return Text(401, "Unauthorized");
        }

        return (method, path) switch
        {
            ("GET", ["meta-data", "iam", "security-credentials"]) => Text(200, options.RoleName),
            ("GET", ["meta-data", "iam", "security-credentials", var role]) when role == options.RoleName =>
                Reply.Whole(200, Write(credentials.Issue(AwsSource.InstanceMetadata))),
            ("GET", ["meta-data", "iam", "info"]) => Reply.Whole(200, WriteInfo()),
            ("GET", ["meta-data", "placement", "region"]) => Text(200, options.Region),
            _ => Text(404, "Not Found"),
        };
    }

    private Reply MakeToken(string? ttl)
    {
        if (
            !int.TryParse(ttl, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            || seconds is < 1 or > LongestSeconds
        )
        {
            return Text(400, "Bad Request");
        }

        if (_tokens.Count >= MostTokens)
        {
            _tokens.Clear();
        }

        string token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(42));
        _tokens[token] = clock.GetUtcNow().AddSeconds(seconds);
        return Text(200, token).With(("x-aws-ec2-metadata-token-ttl-seconds", ttl!));
    }

    private byte[] WriteInfo() =>
        JsonText.Object(json =>
        {
            json.WriteString("Code", "Success");
            json.WriteString("LastUpdated", AwsTime.Iso(clock.GetUtcNow()));
            json.WriteString(
                "InstanceProfileArn",
                $"arn:aws:iam::{options.AccountId}:instance-profile/{options.RoleName}"
            );
            json.WriteString("InstanceProfileId", "AIPASANDBOXPROFILE00");
        });

    private byte[] Write(AwsCredentials issued) =>
        JsonText.Object(json =>
        {
            json.WriteString("Code", "Success");
            json.WriteString("LastUpdated", AwsTime.Iso(clock.GetUtcNow()));
            json.WriteString("Type", "AWS-HMAC");
            json.WriteString("AccessKeyId", issued.AccessKeyId);
            json.WriteString("SecretAccessKey", issued.SecretAccessKey);
            json.WriteString("Token", issued.SessionToken);
            json.WriteString("Expiration", AwsTime.Iso(issued.ExpiresAt ?? default));
        });

    private static Reply Text(int status, string text) =>
        Reply.Whole(status, Encoding.UTF8.GetBytes(text)) with
        {
            Headers = [new("Content-Type", "text/plain")],
            HasLength = true,
        };
}
