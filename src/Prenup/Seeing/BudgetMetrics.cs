using Prenup.Core.Budgets;
using Prenup.Core.Money;
using Prenup.Serving;

namespace Prenup.Seeing;

/// <summary>Metrics of budgets: what they are, what is spent of the window of now, what attempts in flight hold.</summary>
internal static class BudgetMetrics
{
    private const int MostKeys = 100;
    private const decimal PerDollar = 1_000_000_000_000m;

    public static IEnumerable<Metric> Of(GatewayState state)
    {
        yield return Metric.Gauge(
            "prenup_budget_limit_usd",
            "What a scope may spend in the current window.",
            "scope name",
            () => Budgeted(state).Select(static one => Sample(one, one.Limit))
        );
        yield return Metric.Gauge(
            "prenup_budget_spent_usd",
            "What a scope spent in the current window; unknown costs count with what was reserved.",
            "scope name",
            () => Budgeted(state).Select(static one => Sample(one, one.Spent))
        );
        yield return Metric.Gauge(
            "prenup_budget_reserved_usd",
            "What attempts in flight hold: 0 while nothing is in flight. Of the organisation also without a budget.",
            "scope name",
            () => All(state).Select(static one => Sample(one, one.Reserved))
        );
    }

    /// <summary>Every scope that has a budget, the organisation in any case, from the top; of the keys the first hundred by name.</summary>
    public static IEnumerable<BudgetState> All(GatewayState state)
    {
        var (now, tree) = (state.Clock.GetUtcNow(), state.Configured.Catalogue.Tree);
        var scopes = new List<(ScopeKind Kind, string Name, Budget? Budget)>
        {
            (ScopeKind.Organisation, tree.Organisation.Name, tree.Organisation.Bounds.Budget),
        };
        scopes.AddRange(tree.Teams.Select(static team => (ScopeKind.Team, team.Name, team.Bounds.Budget)));
        scopes.AddRange(
            tree.Projects.Select(static project => (ScopeKind.Project, project.Name, project.Bounds.Budget))
        );
        scopes.AddRange(
            state
                .AllKeys.Where(static key => key.Bounds.Budget is not null)
                .OrderBy(static key => key.Name, StringComparer.Ordinal)
                .Take(MostKeys)
                .Select(static key => (ScopeKind.Key, key.Name, key.Bounds.Budget))
        );
        return from scope in scopes
            where scope.Budget is not null || scope.Kind == ScopeKind.Organisation
            select state.Allowances.State(new Scope(scope.Kind, scope.Name), scope.Budget, now);
    }

    private static IEnumerable<BudgetState> Budgeted(GatewayState state) =>
        All(state).Where(static one => one.Budget is not null);

    private static Sample Sample(BudgetState state, PicoTotal amount) =>
        new((decimal)amount.Value / PerDollar, state.Scope.KindName, state.Scope.Name);
}
