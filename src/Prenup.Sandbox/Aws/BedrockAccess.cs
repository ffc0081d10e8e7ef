using Prenup.Sandbox.Aws.Signing;

namespace Prenup.Sandbox.Aws;

/// <summary>Who may call a Bedrock host: a signed request, or one with a Bedrock API key, and never both.</summary>
internal sealed class BedrockAccess(AwsCredentialBook credentials, string service, string region, TimeProvider clock)
{
    private const string Scheme = "Bearer ";
    private static readonly string[] OfSignatures = ["x-amz-date", "x-amz-content-sha256", "x-amz-security-token"];

    private readonly SignatureCheck _signature = new(credentials, service, region, clock);

    /// <summary>The refusal; null when the caller is known.</summary>
    public AwsError? Refuse(AwsRequest request)
    {
        var lines = request.Values("authorization");
        if (!lines.Any(l => l.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)))
        {
            return _signature.Refuse(request);
        }

        if (lines.Count > 1 || OfSignatures.Any(name => request.Values(name).Count > 0))
        {
            return AwsError.Incomplete("A request has a signature or an API key, and not both.");
        }

        string key = lines[0][Scheme.Length..].Trim();
        if (key.StartsWith(ShortTermKey.Prefix, StringComparison.Ordinal))
        {
            return ShortTermKey.Refuse(key, credentials, region, clock.GetUtcNow());
        }

        return credentials.KnowsApiKey(key)
            ? null
            : AwsError.AccessDenied("Authentication failed: Please make sure your API Key is valid.");
    }
}
