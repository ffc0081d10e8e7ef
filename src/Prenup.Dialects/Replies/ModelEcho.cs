using Prenup.Dialects.Requests;

namespace Prenup.Dialects.Replies;

/// <summary>
/// Gives a reply back the model name that the client used. Only where it holds the offer's own id byte for byte: a dated
/// snapshot or any other name is what was served, and stays.
/// </summary>
public sealed class ModelEcho
{
    private readonly byte[] _offer;
    private readonly byte[] _client;

    /// <summary>An echo for one offer and one client.</summary>
    /// <param name="offerModel">The offer's own model or deployment id.</param>
    /// <param name="clientModel">The name that the client asked for.</param>
    public ModelEcho(string offerModel, string clientModel)
    {
        IsNeeded = offerModel != clientModel;
        _offer = IsNeeded ? JsonText.Quote(offerModel) : [];
        _client = IsNeeded ? JsonText.Quote(clientModel) : [];
    }

    /// <summary>Whether the two names differ at all.</summary>
    public bool IsNeeded { get; }

    /// <summary>Whether the value is the offer's id, and the edit that gives the client's name back.</summary>
    /// <param name="bytes">The frame or body.</param>
    /// <param name="offset">Where the value, quotes included, starts; -1 for none.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="edit">The edit, over <paramref name="bytes"/>.</param>
    public bool TryEdit(ReadOnlySpan<byte> bytes, int offset, int length, out Splice edit)
    {
        var isOffer = IsNeeded && offset >= 0 && bytes.Slice(offset, length).SequenceEqual(_offer);
        edit = isOffer ? new Splice(offset, length, _client) : default;
        return isOffer;
    }
}
