using Prenup.Core.Usage;

namespace Prenup.Seeing;

/// <summary>A meter's name as labels: <c>text-in-write-5m</c> is in, text, write-5m.</summary>
/// <param name="Direction"><c>in</c> or <c>out</c>.</param>
/// <param name="Modality"><c>text</c>, <c>audio</c> or <c>image</c>.</param>
/// <param name="Cache"><c>none</c>, <c>cached</c> (read from a cache), or <c>write</c> with the cache's life.</param>
internal sealed record MeterLabels(string Direction, string Modality, string Cache)
{
    private static readonly Dictionary<string, MeterLabels> All = Meters
        .All.Where(static meter => meter.IsInput() || meter.IsOutput())
        .Select(static meter => meter.Name())
        .ToDictionary(static name => name, Split);

    /// <summary>The labels of a meter; null for a memo, which repeats what another meter holds, and for what is not tokens.</summary>
    public static MeterLabels? Of(string meter) => All.GetValueOrDefault(meter);

    private static MeterLabels Split(string name)
    {
        var parts = name.Split('-', count: 3);
        return new MeterLabels(parts[1], parts[0], parts.Length > 2 ? parts[2] : "none");
    }
}
