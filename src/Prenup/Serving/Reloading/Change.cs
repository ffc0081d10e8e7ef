namespace Prenup.Serving.Reloading;

/// <summary>What changed among things of one kind, by name: never a value, which might be a secret.</summary>
/// <param name="Kind">The section: <c>accounts</c>.</param>
/// <param name="Added">Names that are new.</param>
/// <param name="Removed">Names that are gone.</param>
/// <param name="Changed">Names that stand for something else than before.</param>
public sealed record Change(
    string Kind,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Changed
)
{
    /// <summary>For people: <c>offers: added direct; changed aws, azure</c>.</summary>
    public override string ToString()
    {
        var parts = new[] { ("added", Added), ("removed", Removed), ("changed", Changed) }
            .Where(static part => part.Item2.Count > 0)
            .Select(static part => $"{part.Item1} {string.Join(", ", part.Item2)}");
        return $"{Kind}: {string.Join("; ", parts)}";
    }
}
