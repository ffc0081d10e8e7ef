using Prenup.Configuring.Yaml;
using Prenup.Core.Money;
using Prenup.Core.Prices;

namespace Prenup.Configuring.Sections;

/// <summary>The prices that offers may refer to.</summary>
/// <param name="Book">All books in one, later ones first in rank.</param>
/// <param name="Unknown">What becomes of an offer without a price.</param>
/// <param name="Complete">Whether every book could be read; otherwise a missing price says nothing.</param>
internal sealed record DeclaredPrices(PriceBook Book, UnknownPrice Unknown, bool Complete)
{
    /// <summary>What is reserved in budgets for an attempt whose price is unknown; null for nothing.</summary>
    public PicoDollars? UnknownCeiling { get; init; }

    /// <summary>Says where an offer's price is in no book, or in none for its scope: an error, or a warning where the policy is to flag.</summary>
    public void Check(Field field, string id, string scope)
    {
        if (Unsold(id, scope) is not { } message)
        {
            return;
        }
        if (Complete && Unknown == UnknownPrice.Refuse && !field.Reading.FlagPrices)
        {
            field.Error(message);
        }
        else
        {
            field.Warn(message);
        }
    }

    private string? Unsold(string id, string scope)
    {
        var known = Book.Of(id);
        if (known.Count == 0)
        {
            return $"unknown price '{id}'{Nearest.Hint(id, [.. Book.Ids])}";
        }
        return Book.Begun(id, scope, DateTimeOffset.MaxValue) is not null
            ? null
            : $"price '{id}' is not known for scope '{scope}', only for {string.Join(", ", known.Select(static price => price.Scope).Distinct())}";
    }
}
