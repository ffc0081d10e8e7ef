using Prenup.Core.Offers;

namespace Prenup.Gateway;

/// <summary>The configuration in force; swapped whole, and an exchange keeps the one it began with.</summary>
/// <param name="catalogue">The first one.</param>
/// <param name="since">When it took effect.</param>
public sealed class Configured(Catalogue catalogue, DateTimeOffset since)
{
    private volatile State _state = new(catalogue, since);

    /// <summary>The one in force now.</summary>
    public Catalogue Catalogue => _state.Catalogue;

    /// <summary>When the one in force took effect.</summary>
    public DateTimeOffset Since => _state.Since;

    /// <summary>Puts another one in force, for every exchange that begins from now on.</summary>
    public void Replace(Catalogue next, DateTimeOffset now) => _state = new State(next, now);

    private sealed record State(Catalogue Catalogue, DateTimeOffset Since);
}
