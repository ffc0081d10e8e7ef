using System.Globalization;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Prices.Importing;

/// <summary>
/// A rate's name in litellm's file: a meter, then what narrows it, <c>input_cost_per_token_above_272k_tokens_priority</c>,
/// <c>cache_creation_input_token_cost_above_1hr</c>.
/// </summary>
/// <param name="Meter">The meter.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Above">Above how many input tokens it holds; 0 where the name says none.</param>
internal sealed record LiteLlmField(Meter Meter, string Tier, long Above)
{
    private const string Hour = "_above_1hr";
    private const string BandBegins = "_above_";
    private const string BandEnds = "k_tokens";

    // A name that begins like another comes before it.
    private static readonly (string Name, Meter Meter)[] Meters =
    [
        ("input_cost_per_token_cache_hit", Meter.TextInCached),
        ("input_cost_per_token", Meter.TextIn),
        ("cache_read_input_token_cost", Meter.TextInCached),
        ("cache_read_input_audio_token_cost", Meter.AudioInCached),
        ("cache_creation_input_token_cost", Meter.TextInWrite),
        ("input_cost_per_audio_token", Meter.AudioIn),
        ("input_cost_per_image_token", Meter.ImageIn),
        ("output_cost_per_token", Meter.TextOut),
        ("output_cost_per_audio_token", Meter.AudioOut),
        ("output_cost_per_image_token", Meter.ImageOut),
    ];

    private static readonly Dictionary<string, string> Tiers = new()
    {
        [""] = Pricing.DefaultTier,
        ["_batches"] = "batch",
        ["_flex"] = "flex",
        ["_priority"] = "priority",
    };

    /// <summary>Reads a name; null for one that is of no rate per token.</summary>
    public static LiteLlmField? Of(string name)
    {
        var (begin, meter) = Array.Find(Meters, known => name.StartsWith(known.Name, StringComparison.Ordinal));
        if (begin is null)
        {
            return null;
        }
        var rest = name.AsSpan(begin.Length);
        if (meter == Meter.TextInWrite && rest.StartsWith(Hour))
        {
            meter = Meter.TextInWrite1h;
            rest = rest[Hour.Length..];
        }
        long above = 0;
        if (rest.StartsWith(BandBegins) && rest.IndexOf(BandEnds) is > 0 and var end)
        {
            if (
                !int.TryParse(
                    rest[BandBegins.Length..end],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var edge
                )
            )
            {
                return null;
            }
            above = 1000L * edge;
            rest = rest[(end + BandEnds.Length)..];
        }
        return Tiers.TryGetValue(rest.ToString(), out var tier) ? new LiteLlmField(meter, tier, above) : null;
    }
}
