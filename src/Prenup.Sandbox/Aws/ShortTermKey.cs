using System.Globalization;
using System.Text;
using Prenup.Sandbox.Aws.Signing;

namespace Prenup.Sandbox.Aws;

/// <summary>
/// Short-term Bedrock API keys: <c>bedrock-api-key-</c> and, in base64, a presigned CallWithBearerToken URL without its
/// scheme. They live as long as the URL says, at most twelve hours, and never longer than the credentials that signed.
/// </summary>
internal static class ShortTermKey
{
    public const string Prefix = "bedrock-api-key-";

    private const string Host = "bedrock.amazonaws.com";
    private const string Service = "bedrock";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static string Mint(AwsCredentials credentials, string region, DateTimeOffset now, TimeSpan lifetime)
    {
        string time = AwsTime.Text(now);
        var scope = new Scope(credentials.AccessKeyId, time[..8], region, Service);
        List<string> query =
        [
            "Action=CallWithBearerToken",
            "X-Amz-Algorithm=" + SigV4.Algorithm,
            "X-Amz-Credential=" + UriText.Encode($"{scope.AccessKeyId}/{scope.Text}"),
            "X-Amz-Date=" + time,
            "X-Amz-Expires=" + ((long)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            "X-Amz-SignedHeaders=host",
        ];
        if (credentials.SessionToken is { } token)
        {
            query.Add("X-Amz-Security-Token=" + UriText.Encode(token));
        }

        string signature = Sign(credentials, scope, time, query);
        string url = $"{Host}/?{string.Join('&', query)}&X-Amz-Signature={signature}&Version=1";
        return Prefix + Convert.ToBase64String(Encoding.UTF8.GetBytes(url));
    }

    /// <summary>The refusal; null when the key is good now, in this region.</summary>
    public static AwsError? Refuse(string key, AwsCredentialBook credentials, string region, DateTimeOffset now)
    {
        var bytes = new byte[key.Length];
        if (
            !Convert.TryFromBase64String(key[Prefix.Length..], bytes, out int length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split("/?", 2) is not [Host, var query]
        )
        {
            return Denied();
        }

        List<string> pairs = [.. query.Split('&')];
        string? Value(string name) =>
            pairs.FirstOrDefault(p => p.StartsWith(name + "=", StringComparison.Ordinal)) is { } pair
                ? UriText.DecodeText(pair[(name.Length + 1)..])
                : null;
        string? time = Value("X-Amz-Date");
        if (
            Scope.Parse(Value("X-Amz-Credential") ?? "") is not { Service: Service } scope
            || scope.Region != region
            || Value("Action") != "CallWithBearerToken"
            || !AwsTime.TryParse(time, out DateTimeOffset from)
            || !long.TryParse(Value("X-Amz-Expires"), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            || TimeSpan.FromSeconds(Math.Min(seconds, int.MaxValue)) > Longest
        )
        {
            return Denied();
        }

        if (credentials.Refuse(scope.AccessKeyId, Value("X-Amz-Security-Token")) is { } refused)
        {
            return refused;
        }

        string given = Value("X-Amz-Signature") ?? "";
        pairs.RemoveAll(p => p == "Version=1" || p.StartsWith("X-Amz-Signature=", StringComparison.Ordinal));
        return !SigV4.AreEqual(Sign(credentials.Find(scope.AccessKeyId)!, scope, time!, pairs), given) ? Denied()
            : from.AddSeconds(seconds) <= now ? AwsError.ExpiredToken()
            : null;
    }

    private static string Sign(AwsCredentials credentials, Scope scope, string time, List<string> query)
    {
        var request = new AwsRequest("POST", "/?" + string.Join('&', query), [new("host", Host)], default);
        return SigV4.Sign(credentials.SecretAccessKey, scope, time, CanonicalRequest.Write(request, ["host"]));
    }

    private static AwsError Denied() =>
        AwsError.AccessDenied("Authentication failed: Please make sure your API Key is valid.");
}
