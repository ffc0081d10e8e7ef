namespace Prenup.Core.Usage;

/// <summary>The meters' names, as written in price books, entries and exports.</summary>
public static class Meters
{
    /// <summary>How many meters there are.</summary>
    public const int Count = 14;

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
    ];

    /// <summary>Every meter, in number order.</summary>
    public static IReadOnlyList<Meter> All { get; } = [.. Enumerable.Range(0, Count).Select(static n => (Meter)n)];

    /// <summary>The meter's name: <c>text-in-cached</c>.</summary>
    public static string Name(this Meter meter) => Names[(int)meter];

    /// <summary>Finds a meter by its name; false for an unknown one.</summary>
    public static bool TryParse(string name, out Meter meter)
    {
        var index = Array.IndexOf(Names, name);
        meter = (Meter)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Whether tokens of this meter cost money; memos repeat tokens that another meter already holds.</summary>
    public static bool IsPriced(this Meter meter) => meter < Meter.Reasoning;

    /// <summary>Whether the meter counts what was sent to the model.</summary>
    public static bool IsInput(this Meter meter) => meter < Meter.TextOut;
}
