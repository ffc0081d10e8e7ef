using Prenup.Configuring;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Xunit;

namespace Prenup.Tests.Configuring;

/// <summary>What an organisation, a team, a project and a key may use, and what of it cannot be had.</summary>
public sealed class BoundsTests
{
    private const string Head = """
        accounts: { openai: { cloud: openai, key: env:KEY } }
        models:
          gpt-5.5: { offers: [ { name: direct, account: openai, model: gpt-5.5, price: openai/gpt-5.5 } ] }
          gpt-4.1: { offers: [ { name: older, account: openai, model: gpt-4.1, price: openai/gpt-4.1 } ] }

        """;

    [Fact]
    public void Every_level_carries_every_bound()
    {
        const string Bounds =
            "budget: { usd: 5, per: week, zone: Europe/Berlin }, limits: { requests-per-minute: 1, tokens-per-minute: 2, concurrent: 3 }, models: [gpt-5.5], residency: [eu]";
        var read = Read(
            $$"""
            organisation: { name: acme, {{Bounds}} }
            teams: { search: { {{Bounds}} } }
            projects: { catalogue: { team: search, {{Bounds}} } }
            keys: { k: { hash: "{{KeyHash.Of("k")}}", project: catalogue, {{Bounds}} } }
            """
        );
        Assert.Empty(read.Warnings);
        var catalogue = read.Configuration!.Catalogue;
        var lineage = catalogue.Tree.Of(catalogue.Keys.Named("k")!);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        for (var kind = ScopeKind.Key; kind <= ScopeKind.Organisation; kind++)
        {
            var bounds = lineage.Bounds(kind);
            Assert.Equal(new Budget(5, new Period(PeriodUnit.Week, zone)), bounds.Budget);
            Assert.Equal(
                (1, 2L, 3),
                (bounds.Limits.RequestsPerMinute, bounds.Limits.TokensPerMinute, bounds.Limits.Concurrent)
            );
            Assert.False(bounds.Allows("gpt-4.1"));
            Assert.True(bounds.Resides("eu") && bounds.Resides("data-zone-eu"));
            Assert.False(bounds.Resides("us") || bounds.Resides("data-zone-us") || bounds.Resides("global"));
        }
        Assert.Equal(
            ["k", "catalogue", "search", "acme"],
            Enumerable.Range(0, 4).Select(kind => lineage.Name((ScopeKind)kind))
        );
    }

    [Fact]
    public void A_child_that_is_given_more_than_its_parent_has_is_warned_of()
    {
        var read = Read(
            $$"""
            organisation: { name: acme, models: [gpt-5.5] }
            teams: { search: { budget: { usd: 5, per: month }, models: [gpt-4.1] } }
            projects: { catalogue: { team: search, budget: { usd: 6, per: day }, residency: [eu], limits: { concurrent: 1 } } }
            keys: { k: { hash: "{{KeyHash.Of(
                "k"
            )}}", project: catalogue, budget: { usd: 7, per: month }, residency: [eu, us], limits: { concurrent: 2 } } }
            """
        );
        Assert.Equal(
            [
                "teams.search: model 'gpt-4.1' has no effect in full: organisation 'acme' does not allow it",
                "projects.catalogue: a budget of 6 USD has no effect in full: team 'search' has 5 USD for all of them",
                "keys.k: concurrent 2 has no effect in full: project 'catalogue' has 1",
                "keys.k: residency 'us' has no effect in full: project 'catalogue' does not allow it",
            ],
            read.Warnings.Select(static warning => warning.Message)
        );
    }

    [Fact]
    public void A_term_has_its_days()
    {
        var read = Read(
            "organisation: { name: acme, budget: { usd: 5, per: term, zone: Europe/Berlin, from: 2026-07-01, until: 2027-01-01 } }"
        );
        var period = read.Configuration!.Organisation!.Bounds.Budget!.Period;
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 22, 0, 0, TimeSpan.Zero), period.From);
        Assert.Equal(new DateTimeOffset(2026, 12, 31, 23, 0, 0, TimeSpan.Zero), period.Until);
    }

    private static ConfigurationResult Read(string yaml)
    {
        var result = ConfigurationReader.Read(
            Head + yaml,
            "prenup.yaml",
            static name => name == "KEY" ? "secret" : null
        );
        Assert.Empty(result.Errors);
        return result;
    }
}
