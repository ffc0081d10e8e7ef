namespace Prenup.Core.Usage;

/// <summary>The meters' names, as written in price books, entries and exports, and what each counts.</summary>
public static class Meters
{
    /// <summary>How many meters there are.</summary>
    public const int Count = 22;

    private const uint Memos = 1u << (int)Meter.Reasoning | 1u << (int)Meter.RejectedPrediction;

    private static readonly string[] Names =
    [
        "text-in",
        "text-in-cached",
        "text-in-write",
        "text-in-write-5m",
        "text-in-write-30m",
        "text-in-write-1h",
        "text-in-write-12h",
        "audio-in",
        "image-in",
        "text-out",
        "audio-out",
        "image-out",
        "reasoning",
        "rejected-prediction",
        "audio-in-cached",
        "image-in-cached",
        "web-searches",
        "file-searches",
        "images",
        "audio-seconds",
        "code-sessions",
        "cache-token-hours",
    ];

    /// <summary>Every meter, in number order.</summary>
    public static IReadOnlyList<Meter> All { get; } = [.. Enumerable.Range(0, Count).Select(static n => (Meter)n)];

    /// <summary>
    /// The meters that count what was sent to the model, in the order in which it stands in a prompt: a cache holds the prompt's
    /// beginning, and what is written to it follows.
    /// </summary>
    internal static ReadOnlySpan<Meter> InPromptOrder =>
        [
            Meter.TextInCached,
            Meter.AudioInCached,
            Meter.ImageInCached,
            Meter.TextInWrite,
            Meter.TextInWrite5m,
            Meter.TextInWrite30m,
            Meter.TextInWrite1h,
            Meter.TextInWrite12h,
            Meter.TextIn,
            Meter.AudioIn,
            Meter.ImageIn,
        ];

    /// <summary>The input meters, a bit each.</summary>
    internal const uint Inputs = 0x1FF | 1u << (int)Meter.AudioInCached | 1u << (int)Meter.ImageInCached;

    /// <summary>The output meters, a bit each.</summary>
    internal const uint Outputs = 1u << (int)Meter.TextOut | 1u << (int)Meter.AudioOut | 1u << (int)Meter.ImageOut;

    /// <summary>The meter's name: <c>text-in-cached</c>.</summary>
    public static string Name(this Meter meter) => Names[(int)meter];

    /// <summary>Finds a meter by its name; false for an unknown one.</summary>
    public static bool TryParse(string name, out Meter meter)
    {
        var index = Array.IndexOf(Names, name);
        meter = (Meter)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Whether what this meter counts costs money; memos repeat tokens that another meter already holds.</summary>
    public static bool IsPriced(this Meter meter) => (Memos >> (int)meter & 1) == 0;

    /// <summary>Whether the meter counts tokens that were sent to the model.</summary>
    public static bool IsInput(this Meter meter) => (Inputs >> (int)meter & 1) != 0;

    /// <summary>Whether the meter counts tokens that the model wrote.</summary>
    public static bool IsOutput(this Meter meter) => (Outputs >> (int)meter & 1) != 0;

    /// <summary>Of how many a price names the rate: a million tokens or token-hours, or one search, image, second or session.</summary>
    public static int PricedBy(this Meter meter) =>
        meter is >= Meter.WebSearches and <= Meter.CodeSessions ? 1 : 1_000_000;
}
