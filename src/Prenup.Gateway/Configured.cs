using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>The configuration in force; swapped whole, and an exchange keeps the one it began with.</summary>
/// <param name="catalogue">The first one.</param>
public sealed class Configured(Catalogue catalogue)
{
    private volatile Catalogue _catalogue = catalogue;

    /// <summary>The one in force now.</summary>
    public Catalogue Catalogue => _catalogue;
}
