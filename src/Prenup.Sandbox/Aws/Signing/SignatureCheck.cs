namespace Prenup.Sandbox.Aws.Signing;

/// <summary>Recomputes a request's signature from the bytes that arrived, and says what is wrong with it.</summary>
/// <param name="credentials">Who is known.</param>
/// <param name="service">The signing name that is expected: "bedrock", "bedrock-mantle" or "sts".</param>
/// <param name="region">The region that is expected; null takes any, as a global endpoint does.</param>
/// <param name="clock">The clock that a request's time is held against.</param>
internal sealed class SignatureCheck(AwsCredentialBook credentials, string service, string? region, TimeProvider clock)
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromMinutes(5);

    /// <summary>The refusal; null when the request is whose it claims to be.</summary>
    public AwsError? Refuse(AwsRequest request)
    {
        switch (request.Values("authorization"))
        {
            case []:
                return AwsError.MissingToken();
            case [var line] when AuthorizationLine.Parse(line) is { } authorization:
                return RefuseHeaders(request, authorization)
                    ?? RefuseScope(request, authorization.Scope)
                    ?? credentials.Refuse(authorization.Scope.AccessKeyId, request.Single("x-amz-security-token"))
                    ?? RefuseSignature(request, authorization);
            default:
                return AwsError.Incomplete("Authorization header requires exactly one complete set of credentials.");
        }
    }

    // Whatever AWS acts upon has to be signed: host and every x-amz- header. Names are in lower case and in order.
    private static AwsError? RefuseHeaders(AwsRequest request, AuthorizationLine authorization)
    {
        var signed = authorization.SignedHeaders;
        if (!signed.SequenceEqual(signed.Select(n => n.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)))
        {
            return AwsError.InvalidSignature("SignedHeaders must be in lower case, sorted and without repetition.");
        }

        string? unsigned = request
            .Headers.Select(h => h.Key.ToLowerInvariant())
            .Append("host")
            .Append("x-amz-date")
            .FirstOrDefault(n =>
                (n is "host" || n.StartsWith("x-amz-", StringComparison.Ordinal)) && !signed.Contains(n)
            );
        if (unsigned is not null)
        {
            return AwsError.InvalidSignature($"'{unsigned}' must be a 'SignedHeader' in the AWS Authorization.");
        }

        if (signed.FirstOrDefault(n => request.Values(n).Count == 0) is { } absent)
        {
            return AwsError.InvalidSignature($"The signed header '{absent}' is not in the request.");
        }

        string? hash = request.Single("x-amz-content-sha256");
        return hash is null || hash == CanonicalRequest.PayloadHash(request.Body)
            ? null
            : AwsError.InvalidSignature("The x-amz-content-sha256 header is not the hash of the request's body.");
    }

    private AwsError? RefuseScope(AwsRequest request, Scope scope)
    {
        if (!AwsTime.TryParse(request.Single("x-amz-date"), out DateTimeOffset time))
        {
            return AwsError.Incomplete("Date must be in ISO-8601 'basic format'.");
        }

        DateTimeOffset now = clock.GetUtcNow();
        if ((now - time).Duration() > MostSkew)
        {
            string kind = time < now ? "Signature expired" : "Signature not yet current";
            string distance = time < now ? "earlier" : "later";
            return AwsError.InvalidSignature(
                $"{kind}: {AwsTime.Text(time)} is now {distance} than {AwsTime.Text(now)} by more than 5 min."
            );
        }

        if (scope.Date != AwsTime.Text(time)[..8])
        {
            return AwsError.InvalidSignature("Date in Credential scope does not match YYYYMMDD from the request.");
        }

        if (scope.Service != service)
        {
            return AwsError.InvalidSignature($"Credential should be scoped to correct service: '{service}'. ");
        }

        return region is null || scope.Region == region
            ? null
            : AwsError.InvalidSignature("Credential should be scoped to a valid region. ");
    }

    private AwsError? RefuseSignature(AwsRequest request, AuthorizationLine authorization)
    {
        Scope scope = authorization.Scope;
        string expected = SigV4.Sign(
            credentials.Find(scope.AccessKeyId)?.SecretAccessKey ?? "",
            scope,
            request.Single("x-amz-date")!,
            CanonicalRequest.Write(request, authorization.SignedHeaders)
        );
        return SigV4.AreEqual(expected, authorization.Signature)
            ? null
            : AwsError.InvalidSignature(
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."
            );
    }
}
