using System.Net;
using Prenup.Dialects.Requests;

namespace Prenup.Gateway.Sending;

/// <summary>The request body with its named edits: length known, nothing copied, sent at most once.</summary>
internal sealed class SplicedContent : HttpContent
{
    /// <summary>Its <c>content-type</c>, which is signed too.</summary>
    public const string MediaType = "application/json";

    private readonly ReadOnlyMemory<byte> _body;
    private readonly Splices _edits;
    private int _sent;

    public SplicedContent(ReadOnlyMemory<byte> body, Splices edits)
    {
        (_body, _edits) = (body, edits);
        Headers.TryAddWithoutValidation("content-type", MediaType);
    }

    /// <summary>The body as it will be sent, in runs.</summary>
    public SplicedBody Runs => _edits.Over(_body);

    /// <summary>Whether bytes may have left.</summary>
    public bool Left => Volatile.Read(ref _sent) != 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        // The handler sends a request again by itself when a pooled connection turns out to be dead. Every send is an attempt
        // with its own entry, so the second one has to come from the attempt loop.
        if (Interlocked.Exchange(ref _sent, 1) != 0)
        {
            throw new ResentException();
        }
        return _edits.WriteToAsync(_body, stream, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _edits.LengthAfter(_body.Length);
        return true;
    }
}
