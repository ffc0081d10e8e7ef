using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending.Signing;

/// <summary>A key or token in a header: <c>authorization: Bearer …</c>, <c>api-key: …</c>.</summary>
/// <param name="header">The header's name.</param>
/// <param name="prefix">What stands before the credential: <c>"Bearer "</c>, or nothing.</param>
/// <param name="credential">Where it comes from.</param>
internal sealed class HeaderSigner(string header, string prefix, LiveCredential credential) : ISigner
{
    // The header's whole value is made once for each credential, not for each request.
    private volatile Made? _made;

    public ValueTask<IssuedCredential> SignAsync(
        HttpRequestMessage request,
        SplicedContent? body,
        CancellationToken cancellation
    )
    {
        var issued = credential.GetAsync(cancellation);
        if (!issued.IsCompletedSuccessfully)
        {
            return WaitAsync(request, issued);
        }
        var now = issued.Result;
        Add(request, now);
        return new(now);
    }

    public bool Refuse(IssuedCredential refused) => credential.Refuse(refused);

    private async ValueTask<IssuedCredential> WaitAsync(HttpRequestMessage request, ValueTask<IssuedCredential> issued)
    {
        var now = await issued;
        Add(request, now);
        return now;
    }

    private void Add(HttpRequestMessage request, IssuedCredential issued)
    {
        var made = _made;
        if (made is null || !ReferenceEquals(made.For, issued))
        {
            _made = made = new Made(issued, prefix + issued.Secret.Reveal());
        }
        request.Headers.TryAddWithoutValidation(header, made.Value);
    }

    private sealed record Made(IssuedCredential For, string Value);
}
