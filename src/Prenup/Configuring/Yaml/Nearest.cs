namespace Prenup.Configuring.Yaml;

/// <summary>Guesses what was meant by an unknown name.</summary>
internal static class Nearest
{
    private const int Reach = 2; // a typing slip: one letter wrong, missing, doubled or two swapped

    /// <summary>The end of a message about an unknown name: the nearest known one, or all of them where they are few.</summary>
    public static string Hint(string name, IReadOnlyCollection<string> known)
    {
        if (To(name, known) is { } nearest)
        {
            return $"; did you mean '{nearest}'?";
        }
        return known.Count is > 0 and <= 8 ? $"; known are {string.Join(", ", known)}" : "";
    }

    /// <summary>The nearest known name within two edits, or the one that begins like it; null where none is near.</summary>
    public static string? To(string name, IReadOnlyCollection<string> known)
    {
        var (nearest, distance) = known
            .Select(candidate => (candidate, Distance(name, candidate)))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(static pair => pair.Item2);
        if (distance <= Reach && distance < name.Length)
        {
            return nearest;
        }
        return known.FirstOrDefault(candidate => name.Length >= 3 && IsPrefix(name, candidate));
    }

    private static bool IsPrefix(string one, string other) =>
        other.StartsWith(one, StringComparison.OrdinalIgnoreCase)
        || (other.Length >= 3 && one.StartsWith(other, StringComparison.OrdinalIgnoreCase));

    // Levenshtein over one row, ignoring case.
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToLowerInvariant(one[i - 1]) == char.ToLowerInvariant(other[j - 1]);
                var replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
