using Prenup.Core.Offers;

namespace Prenup.Gateway.Routing;

/// <summary>Orders offers by weight, drawn without replacement: the chance to stand first is the weight's share.</summary>
public static class WeightedOrder
{
    /// <summary>Sorts in place; a pure function of the offers and the draw.</summary>
    public static void Sort(List<Offer> offers, ulong draw)
    {
        for (var place = 0; place < offers.Count - 1; place++)
        {
            draw = Next(draw);
            var chosen = Draw(offers, place, draw);
            (offers[place], offers[chosen]) = (offers[chosen], offers[place]);
        }
    }

    private static int Draw(List<Offer> offers, int from, ulong draw)
    {
        var total = 0.0;
        for (var i = from; i < offers.Count; i++)
        {
            total += offers[i].Weight;
        }
        var point = (draw >> 11) * (1.0 / (1UL << 53)) * total;
        for (var i = from; i < offers.Count; i++)
        {
            point -= offers[i].Weight;
            if (point < 0)
            {
                return i;
            }
        }
        return from; // every weight left is 0: as written
    }

    // SplitMix64: one draw gives the whole order, and replays it.
    private static ulong Next(ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }
}
