using Prenup.Core.Usage;

namespace Prenup.Dialects.Usage;

/// <summary>The counters of one usage object, as reported; null is not reported.</summary>
internal struct ReportedCounts
{
    public long? Input;
    public long? Output;
    public long? Cached;
    public long? Write;
    public long? Write30m;
    public long? Write12h;
    public long? AudioIn;
    public long? ImageIn;
    public long? AudioOut;
    public long? ImageOut;
    public long? Reasoning;
    public long? RejectedPrediction;
    public bool HasInvalid;

    /// <summary>
    /// The disjoint vector. Cached, written, audio and image tokens are parts of the total and leave it; reasoning and
    /// rejected predictions stay within the output and are only noted.
    /// </summary>
    public readonly UsageReading ToReading()
    {
        var split = (Write30m ?? 0) + (Write12h ?? 0);
        var unsplit = Write is { } write ? Math.Max(0, write - split) : (long?)null;
        if (unsplit == 0 && split > 0)
        {
            unsplit = null; // every written token is under its own life
        }
        var written = split + (unsplit ?? 0);
        var uncached = Input - written - (AudioIn ?? 0) - (ImageIn ?? 0);
        var textIn = uncached - (Cached ?? 0);
        var textOut = Output - (AudioOut ?? 0) - (ImageOut ?? 0);

        var vector = default(UsageVector);
        // More cached tokens than tokens, as of Grok on Azure: they stand beside the total, and nothing of it may be lost.
        Set(ref vector, Meter.TextIn, textIn < 0 ? uncached : textIn);
        Set(ref vector, Meter.TextInCached, Cached);
        Set(ref vector, Meter.TextInWrite, unsplit);
        Set(ref vector, Meter.TextInWrite30m, Write30m);
        Set(ref vector, Meter.TextInWrite12h, Write12h);
        Set(ref vector, Meter.AudioIn, AudioIn);
        Set(ref vector, Meter.ImageIn, ImageIn);
        Set(ref vector, Meter.TextOut, textOut);
        Set(ref vector, Meter.AudioOut, AudioOut);
        Set(ref vector, Meter.ImageOut, ImageOut);
        Set(ref vector, Meter.Reasoning, Reasoning);
        Set(ref vector, Meter.RejectedPrediction, RejectedPrediction);
        return new UsageReading(vector, Doubt(textIn, textOut, split));
    }

    private readonly string? Doubt(long? textIn, long? textOut, long split) =>
        this switch
        {
            { HasInvalid: true } => "a token count is no whole number of at least 0",
            _ when textIn < 0 => "the parts of the input exceed its total",
            _ when textOut < 0 => "the parts of the output exceed its total",
            _ when split > (Write ?? split) => "the cache writes by life exceed their total",
            _ => null,
        };

    private static void Set(ref UsageVector vector, Meter meter, long? tokens)
    {
        if (tokens is { } count)
        {
            vector = vector.With(meter, Math.Max(0, count));
        }
    }
}
