using Prenup.Configuring.Yaml;
using Prenup.Core.Prices;

namespace Prenup.Configuring.Sections;

/// <summary>The prices that offers may refer to.</summary>
/// <param name="Book">All books in one, later ones first in rank.</param>
/// <param name="Unknown">What becomes of an offer without a price.</param>
/// <param name="Complete">Whether every book could be read; otherwise a missing price says nothing.</param>
internal sealed record DeclaredPrices(PriceBook Book, UnknownPrice Unknown, bool Complete)
{
    /// <summary>Says where an offer's price is in no book: an error, or a warning where the policy is to flag; or where it is another scope's.</summary>
    public void Check(Field field, string id, string scope)
    {
        if (Book.All.FirstOrDefault(price => price.Id == id) is { } found)
        {
            if (found.Scope != scope)
            {
                field.Warn(
                    $"price '{id}' holds for scope {found.Scope}; the offer is bought at {scope}, and would be priced by it"
                );
            }
            return;
        }
        var message = $"unknown price '{id}'{Nearest.Hint(id, [.. Book.Ids])}";
        if (Complete && Unknown == UnknownPrice.Refuse)
        {
            field.Error(message);
        }
        else
        {
            field.Warn(message);
        }
    }
}
