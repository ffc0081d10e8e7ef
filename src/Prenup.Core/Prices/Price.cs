namespace Prenup.Core.Prices;

/// <summary>What a cloud asks for a model from a date on.</summary>
/// <param name="Id">What offers refer to: <c>azure/gpt-5.5</c>.</param>
/// <param name="ValidFrom">The first instant it holds.</param>
/// <param name="Source">Where it was read, and when.</param>
/// <param name="Rows">Its rates by tier and context band.</param>
public sealed record Price(string Id, DateTimeOffset ValidFrom, string Source, IReadOnlyList<PriceRow> Rows)
{
    /// <summary>The scope of what is bought without a region.</summary>
    public const string GlobalScope = "global";

    /// <summary>Every scope but the global one that has no price of its own: what a cloud asks for any region alike.</summary>
    public const string RegionalScope = "regional";

    /// <summary>The region scope that it holds for; a cloud asks more for others, by rates of their own.</summary>
    public string Scope { get; init; } = GlobalScope;

    /// <summary>The first instant it no longer holds; null where it holds until a later one begins.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>What entries refer to: the id, and beyond the global scope the scope too, <c>azure/gpt-5.5#data-zone-eu</c>.</summary>
    public string Key => Scope == GlobalScope ? Id : $"{Id}#{Scope}";

    /// <summary>The row for a tier and a number of input tokens, or null: never a neighbour's.</summary>
    public PriceRow? Row(string tier, long inputTokens) => Find(tier, inputTokens) is >= 0 and var at ? Rows[at] : null;

    /// <summary>The terms for a tier and a number of input tokens, or null. The same every time: they are made once.</summary>
    internal Terms? Resolve(string tier, long inputTokens) =>
        Find(tier, inputTokens) is >= 0 and var at ? ResolvedTerms.Of(this)[at] : null;

    private int Find(string tier, long inputTokens)
    {
        var found = -1;
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            if (
                row.Tier == tier
                && (row.AboveInputTokens == 0 || inputTokens > row.AboveInputTokens)
                && (found < 0 || row.AboveInputTokens > Rows[found].AboveInputTokens)
            )
            {
                found = i;
            }
        }
        return found;
    }
}
