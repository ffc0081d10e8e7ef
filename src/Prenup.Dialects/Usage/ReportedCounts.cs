using Prenup.Core.Money;
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
    public PicoDollars? Cost;
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

        // More cached tokens than tokens, as of Grok on Azure: they stand beside the total, and nothing of it may be lost.
        var vector = default(UsageVector)
            .WithKnown(Meter.TextIn, textIn < 0 ? uncached : textIn)
            .WithKnown(Meter.TextInCached, Cached)
            .WithKnown(Meter.TextInWrite, unsplit)
            .WithKnown(Meter.TextInWrite30m, Write30m)
            .WithKnown(Meter.TextInWrite12h, Write12h)
            .WithKnown(Meter.AudioIn, AudioIn)
            .WithKnown(Meter.ImageIn, ImageIn)
            .WithKnown(Meter.TextOut, textOut)
            .WithKnown(Meter.AudioOut, AudioOut)
            .WithKnown(Meter.ImageOut, ImageOut)
            .WithKnown(Meter.Reasoning, Reasoning)
            .WithKnown(Meter.RejectedPrediction, RejectedPrediction);
        return new UsageReading(vector, Doubt(textIn, textOut, split), Cost);
    }

    private readonly string? Doubt(long? textIn, long? textOut, long split) =>
        this switch
        {
            { HasInvalid: true } => UsageDoubts.NoCount,
            _ when textIn < 0 => UsageDoubts.Input,
            _ when textOut < 0 => UsageDoubts.Output,
            _ when split > (Write ?? split) => UsageDoubts.Writes,
            _ => null,
        };
}
