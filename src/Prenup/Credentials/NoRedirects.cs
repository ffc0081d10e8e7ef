namespace Prenup.Credentials;

/// <summary>Between an issuer and a library that follows redirects by itself: where a reply points to is not in the configuration, and is left out.</summary>
/// <param name="connections">The account's connections; disposed with this.</param>
internal sealed class NoRedirects(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var response = await base.SendAsync(request, cancellationToken);
        response.Headers.Location = null;
        return response;
    }
}
