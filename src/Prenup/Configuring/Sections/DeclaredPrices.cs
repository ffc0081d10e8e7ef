using Prenup.Configuring.Yaml;
using Prenup.Core.Prices;

namespace Prenup.Configuring.Sections;

/// <summary>The prices that offers may refer to.</summary>
/// <param name="Book">All books in one, later ones first in rank.</param>
/// <param name="Unknown">What becomes of an offer without a price.</param>
/// <param name="Complete">Whether every book could be read; otherwise a missing price says nothing.</param>
internal sealed record DeclaredPrices(PriceBook Book, UnknownPrice Unknown, bool Complete)
{
    /// <summary>Says where an offer's price is in no book: an error, or a warning where the policy is to flag.</summary>
    public void Check(Field field, string id)
    {
        if (Book.Ids.Contains(id))
        {
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
