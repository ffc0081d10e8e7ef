using System.Collections.Frozen;
using Prenup.Configuring.Yaml;
using Prenup.Core.Budgets;

namespace Prenup.Configuring.Sections;

/// <summary>What an organisation, a team, a project or a key may use: <c>budget: …, limits: …, models: [gpt-5.5], residency: [eu]</c></summary>
internal static class BoundsSection
{
    public static Bounds Read(Block block, Declared declared)
    {
        var models = block["models"]?.Items().Select(item => item.Reference("model", declared.Models));
        return new Bounds
        {
            Budget = BudgetSection.Read(block["budget"]),
            Limits = RateLimitsSection.Read(block["limits"]),
            Models = models?.OfType<string>().ToFrozenSet(),
            Residency = block["residency"]?.Texts() is { } scopes ? new Residency(scopes) : null,
        };
    }

    /// <summary>Warns of what the level above does not give: the tightest of all levels holds.</summary>
    /// <param name="field">The child.</param>
    /// <param name="own">Its bounds.</param>
    /// <param name="above">The parent: <c>team 'search'</c>.</param>
    /// <param name="bounds">The parent's bounds.</param>
    public static void Compare(Field field, Bounds own, Scope above, Bounds bounds)
    {
        if (own.Budget is { } budget && bounds.Budget is { } most && budget.Usd > most.Usd && Within(budget, most))
        {
            Warn($"a budget of {budget.Usd} USD", $"has {most.Usd} USD for all of them");
        }
        Higher("requests-per-minute", own.Limits.RequestsPerMinute, bounds.Limits.RequestsPerMinute);
        Higher("tokens-per-minute", own.Limits.TokensPerMinute, bounds.Limits.TokensPerMinute);
        Higher("concurrent", own.Limits.Concurrent, bounds.Limits.Concurrent);
        foreach (var model in own.Models?.Where(model => !bounds.Allows(model)) ?? [])
        {
            Warn($"model '{model}'", "does not allow it");
        }
        foreach (var scope in own.Residency?.Scopes.Where(scope => !bounds.Resides(scope)) ?? [])
        {
            Warn($"residency '{scope}'", "does not allow it");
        }

        void Higher(string name, long? wanted, long? limit)
        {
            if (wanted > limit)
            {
                Warn($"{name} {wanted}", $"has {limit}");
            }
        }

        void Warn(string what, string why) => field.WarnAtName($"{what} has no effect in full: {above} {why}");
    }

    // A day's money beyond a month's is a mistake; a month's beyond a day's is not.
    private static bool Within(Budget inner, Budget outer) =>
        outer.Period.Unit == PeriodUnit.Term
            ? inner.Period.Unit != PeriodUnit.Term || inner.Period == outer.Period
            : inner.Period.Unit <= outer.Period.Unit;
}
