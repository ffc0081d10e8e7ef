using System.Text.Json;
using Prenup.Core.Faults;
using Prenup.Core.Money;
using Prenup.Core.Usage;
using Prenup.Dialects.Usage;

namespace Prenup.Dialects.Replies;

/// <summary>What a reply said, as far as it has come. Filled by a tap, read when the attempt ends.</summary>
public sealed class ReplyFacts
{
    private ToolUsage _tools;

    internal ReplyFacts() { }

    /// <summary>What was used by meter, of the last usage that the cloud reported; snapshots replace, they never add up.</summary>
    public UsageVector Usage { get; private set; }

    /// <summary>Whether the cloud reported any usage; zeros are a report.</summary>
    public bool HasUsage { get; private set; }

    /// <summary>What the cloud itself says the request costs; null where it says nothing.</summary>
    public PicoDollars? ReportedCost { get; private set; }

    /// <summary>What does not add up in that report; null where it is sound.</summary>
    public string? UsageDoubt { get; private set; }

    /// <summary>The model that the reply names; null where it names none.</summary>
    public string? ServedModel { get; private set; }

    /// <summary>The service tier that the reply names; null where it names none.</summary>
    public string? ServedTier { get; private set; }

    /// <summary>The reply's own id: <c>chatcmpl-…</c>, <c>resp_…</c>; null where it has none.</summary>
    public string? ResponseId { get; private set; }

    /// <summary>The error that came inside the reply; null where none did.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>Whether the dialect's terminal event (or the whole body's end) was seen.</summary>
    public bool Terminated { get; internal set; }

    /// <summary>Whether every answer that began has said why it finished.</summary>
    public bool SawFinish { get; internal set; }

    /// <summary>
    /// Bytes of generated text, reasoning and arguments seen, for estimates; of a whole reply the bytes of the member that
    /// holds the answer, its JSON included.
    /// </summary>
    public long OutputBytes { get; internal set; }

    /// <summary>The sequence number that an event of our own would have: one above the last one seen; 0 at first.</summary>
    public long NextSequenceNumber { get; private set; }

    internal void ReadSequence(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number < long.MaxValue)
        {
            NextSequenceNumber = number + 1;
        }
    }

    internal void ReadUsage(ref Utf8JsonReader reader)
    {
        if (UsageReader.TryRead(ref reader, out var usage))
        {
            (Usage, UsageDoubt, HasUsage) = (_tools.With(usage.Vector), usage.Doubt, true);
            ReportedCost = usage.Cost ?? ReportedCost;
        }
    }

    internal void ReadToolUsage(ref Utf8JsonReader reader)
    {
        _tools.Read(ref reader);
        if (HasUsage)
        {
            Usage = _tools.With(Usage);
        }
    }

    internal void ReadModel(ref Utf8JsonReader reader) => ServedModel = Text(ref reader, ServedModel);

    internal void ReadTier(ref Utf8JsonReader reader) => ServedTier = Text(ref reader, ServedTier);

    internal void ReadId(ref Utf8JsonReader reader) => ResponseId = Text(ref reader, ResponseId);

    // Nearly every event repeats the text known already: compare before making a string.
    private static string? Text(ref Utf8JsonReader reader, string? known)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty)
        {
            reader.Skip();
            return known;
        }
        if (known is not null && !reader.ValueIsEscaped && reader.ValueTextEquals(known))
        {
            return known;
        }
        return JsonText.TryGet(ref reader, out var text) ? text : known;
    }
}
