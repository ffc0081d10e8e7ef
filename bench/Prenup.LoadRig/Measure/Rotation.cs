namespace Prenup.LoadRig.Measure;

/// <summary>The order of targets in a round: another first one each time, and every second round backwards, so that none always follows the same neighbour.</summary>
internal static class Rotation
{
    public static IEnumerable<T> Of<T>(IReadOnlyList<T> items, int round)
    {
        var rotated = Enumerable.Range(0, items.Count).Select(i => items[(i + (round / 2)) % items.Count]);
        return round % 2 == 0 ? rotated : rotated.Reverse();
    }
}
