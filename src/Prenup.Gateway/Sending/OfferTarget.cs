using System.Net;
using Prenup.Core.Asking;
using Prenup.Core.Offers;
using Prenup.Gateway.Sending.Signing;

namespace Prenup.Gateway.Sending;

/// <summary>All that is fixed about calling an offer: URLs, signer, connections. Made once per offer.</summary>
internal sealed class OfferTarget
{
    private readonly Uri?[] _urls;
    private readonly Offer _offer;

    public OfferTarget(Offer offer, HttpMessageInvoker invoker, ISigner signer)
    {
        _offer = offer;
        Invoker = invoker;
        Signer = signer;
        _urls = [.. DialectNames.All.Select(dialect => CloudUrl.For(offer, dialect, Operation.Generate, null, ""))];
        // Upstream HTTP/1.1 is the cheaper one in the clear; over TLS the cloud may choose HTTP/2.
        Version = offer.Account.Endpoint.Scheme == Uri.UriSchemeHttps ? HttpVersion.Version20 : HttpVersion.Version11;
        // The classic form chooses the model by its path and ignores the body's.
        BodyModel = offer.Account.Azure?.Form == AzureForm.Classic ? null : offer.Model;
    }

    public HttpMessageInvoker Invoker { get; }

    public ISigner Signer { get; }

    public Version Version { get; }

    /// <summary>The model name the body has to carry; null where the path carries it.</summary>
    public string? BodyModel { get; }

    public Uri Url(Arrival arrival) =>
        arrival.Operation == Operation.Generate
            ? _urls[(int)arrival.Dialect]!
            : CloudUrl.For(_offer, arrival.Dialect, arrival.Operation, arrival.StoredId, arrival.Query);
}
