using System.Globalization;
using Prenup.Core.Offers;
using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending.Signing.Aws;

/// <summary>AWS's Signature Version 4, over the body as it will be sent and the path as it will be sent.</summary>
/// <param name="account">An account at Bedrock: its host and region say what is signed for.</param>
/// <param name="credential">The account's access key.</param>
/// <param name="clock">Where time comes from; AWS refuses what is more than five minutes off.</param>
internal sealed class SigV4Signer(Account account, LiveCredential credential, TimeProvider clock) : ISigner
{
    private readonly string _service = account.Host == BedrockHost.Mantle ? "bedrock-mantle" : "bedrock";
    private readonly string _host = account.Endpoint.IsDefaultPort
        ? account.Endpoint.IdnHost
        : account.Endpoint.Authority;
    private volatile Derived? _derived;

    public ValueTask<IssuedCredential> SignAsync(
        HttpRequestMessage request,
        SplicedContent? body,
        CancellationToken cancellation
    )
    {
        var issued = credential.GetAsync(cancellation);
        return issued.IsCompletedSuccessfully
            ? new(Sign(request, body, issued.Result))
            : WaitAsync(request, body, issued);
    }

    public bool Refuse(IssuedCredential refused) => credential.Refuse(refused);

    private async ValueTask<IssuedCredential> WaitAsync(
        HttpRequestMessage request,
        SplicedContent? body,
        ValueTask<IssuedCredential> issued
    ) => Sign(request, body, await issued);

    private IssuedCredential Sign(HttpRequestMessage request, SplicedContent? body, IssuedCredential issued)
    {
        var timestamp = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var hash = BodyHash.Of(body);
        Span<SignedHeader> headers =
        [
            new("host", _host),
            new("x-amz-content-sha256", hash),
            new("x-amz-date", timestamp),
            default,
            default,
        ];
        var count = 3;
        if (body is not null)
        {
            headers[count++] = new("content-type", SplicedContent.MediaType);
        }
        if (issued.SessionToken is { } token)
        {
            headers[count++] = new("x-amz-security-token", token.Reveal());
        }
        headers = headers[..count];
        CanonicalHeaders.Sort(headers);
        var authorization = Authorization(request, headers, hash, timestamp, issued);
        foreach (var header in headers)
        {
            if (header.Name.StartsWith("x-amz-", StringComparison.Ordinal)) // the others are there already
            {
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }
        request.Headers.TryAddWithoutValidation("authorization", authorization);
        return issued;
    }

    private string Authorization(
        HttpRequestMessage request,
        ReadOnlySpan<SignedHeader> headers,
        string hash,
        string timestamp,
        IssuedCredential issued
    )
    {
        var uri = request.RequestUri!;
        var path = CanonicalUri.Normalised(uri.AbsolutePath);
        var query = uri.Query.Length == 0 ? "" : uri.Query.AsSpan(1);
        var names = CanonicalHeaders.Names(headers);
        using var canonical = new PooledBuffer(2 << 10);
        CanonicalRequest.Write(request.Method.Method, path, query, headers, names, hash, canonical);
        var key = Key(issued, timestamp.AsSpan(0, 8));
        return key.Authorization(issued.AccessKeyId!, names, key.Sign(timestamp, canonical.Span));
    }

    private SigningKey Key(IssuedCredential issued, ReadOnlySpan<char> day)
    {
        var derived = _derived;
        if (derived is null || !ReferenceEquals(derived.For, issued) || !day.SequenceEqual(derived.Day))
        {
            var today = day.ToString();
            var key = new SigningKey(issued.Secret.Reveal(), today, account.Region!, _service);
            _derived = derived = new Derived(issued, today, key);
        }
        return derived.Key;
    }

    private sealed record Derived(IssuedCredential For, string Day, SigningKey Key);
}
