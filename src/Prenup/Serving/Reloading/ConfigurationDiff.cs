using Prenup.Configuring;
using Prenup.Core.Contracts;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Core.Prices;

namespace Prenup.Serving.Reloading;

/// <summary>What differs between two configurations, by name and in the order of the file's sections.</summary>
internal static class ConfigurationDiff
{
    public static IReadOnlyList<Change> Between(Configuration old, Configuration next)
    {
        var (was, now) = (old.Catalogue, next.Catalogue);
        Change?[] changes =
        [
            Of("accounts", old.Accounts, next.Accounts, static account => account.Name, static (a, b) => a == b),
            Of("models", was.Models.Values, now.Models.Values, static model => model.Name, Same),
            Of("offers", was.Offers, now.Offers, static offer => offer.Name, Same),
            Of("contracts", old.Contracts, next.Contracts, static contract => contract.Name, Same),
            Of("prices", Ids(was), Ids(now), static price => price.Key, SamePrices),
            Of("teams", old.Teams, next.Teams, static team => team.Name, static (a, b) => a == b),
            Of("projects", old.Projects, next.Projects, static project => project.Name, static (a, b) => a == b),
            Of("keys", was.Keys.All, now.Keys.All, static key => key.Name, Same),
            Of("settings", Settings(old), Settings(next), static setting => setting.Name, static (a, b) => a.Equals(b)),
        ];
        return [.. changes.OfType<Change>()];
    }

    private static Change? Of<T>(
        string kind,
        IEnumerable<T> old,
        IEnumerable<T> next,
        Func<T, string> name,
        Func<T, T, bool> same
    )
    {
        var (was, now) = (old.ToDictionary(name), next.ToDictionary(name));
        var change = new Change(
            kind,
            InOrder(now.Keys.Except(was.Keys)),
            InOrder(was.Keys.Except(now.Keys)),
            InOrder(now.Keys.Where(key => was.TryGetValue(key, out var before) && !same(before, now[key])))
        );
        return change.Added.Count + change.Removed.Count + change.Changed.Count > 0 ? change : null;
    }

    private static IReadOnlyList<string> InOrder(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal)];

    // What is no map of names: a setting is there or not, and is compared as a whole.
    private static IEnumerable<(string Name, object? Value)> Settings(Configuration configuration) =>
        [
            ("admin", configuration.AdminKey),
            ("organisation", configuration.Organisation),
            ("prices.unknown", configuration.Catalogue.UnknownPrice),
            ("prices.ceiling-usd", configuration.Catalogue.UnknownCeiling),
            ("alerts", new Receivers(configuration.Webhooks)),
            ("repeats", configuration.Catalogue.Repeats),
            ("limits", configuration.Catalogue.Limits),
            ("shutdown", configuration.ShutdownDrain),
        ];

    private static IEnumerable<IGrouping<string, Price>> Ids(Catalogue catalogue) =>
        catalogue.Prices.All.GroupBy(static price => price.Id);

    // A record compares its lists and sets by reference: here they are compared by what is in them.
    private static bool Same(Offer a, Offer b) =>
        a.Account.Name == b.Account.Name
        && a.Apis.SetEquals(b.Apis)
        && a with { Account = b.Account, Apis = b.Apis } == b;

    private static bool Same(Model a, Model b) =>
        a.Offers.Select(static offer => offer.Name).SequenceEqual(b.Offers.Select(static offer => offer.Name))
        && a with { Offers = b.Offers } == b;

    private static bool Same(VirtualKey a, VirtualKey b) =>
        SameSet(Aliases(a), Aliases(b)) && a with { Aliases = b.Aliases } == b;

    private static IEnumerable<string>? Aliases(VirtualKey key) =>
        key.Aliases?.Select(static alias => $"{alias.Key} {alias.Value}");

    private static bool Same(Contract a, Contract b) =>
        a.VolumeTiers.SequenceEqual(b.VolumeTiers)
        && SameSet(a.FirstRefusal?.Models, b.FirstRefusal?.Models)
        && a.FirstRefusal?.Window == b.FirstRefusal?.Window
        && a.FirstRefusal?.ShareOfSpend == b.FirstRefusal?.ShareOfSpend
        && a with { VolumeTiers = b.VolumeTiers, FirstRefusal = b.FirstRefusal } == b;

    private static bool SamePrices(IEnumerable<Price> a, IEnumerable<Price> b) =>
        a.Zip(b).All(static pair => ReferenceEquals(pair.First, pair.Second) || Same(pair.First, pair.Second))
        && a.Count() == b.Count();

    private static bool Same(Price a, Price b) =>
        a with { Rows = b.Rows } == b
        && a.Rows.Count == b.Rows.Count
        && a.Rows.Zip(b.Rows).All(static pair => Same(pair.First, pair.Second));

    private static bool Same(PriceRow a, PriceRow b) =>
        a.UsdPerMillion.SequenceEqual(b.UsdPerMillion) && a with { UsdPerMillion = b.UsdPerMillion } == b;

    private static bool SameSet(IEnumerable<string>? a, IEnumerable<string>? b) =>
        a is null || b is null ? a is null && b is null : a.ToHashSet().SetEquals(b);

    // Compared one by one.
    private sealed record Receivers(IReadOnlyList<Webhook> Webhooks)
    {
        public bool Equals(Receivers? other) => other is not null && Webhooks.SequenceEqual(other.Webhooks);

        public override int GetHashCode() => Webhooks.Count;
    }
}
