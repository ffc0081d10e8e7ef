using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Prenup.Core.Budgets;
using Prenup.Core.Offers;
using Prenup.Stores.Reading;

namespace Prenup.Serving;

/// <summary>
/// What was spent of budgets' windows before they were counted in memory, by the ledger: before the gateway's first request, and
/// where a reload brings a budget or changes its period.
/// </summary>
/// <param name="state">Where it is counted.</param>
/// <param name="folder">The data folder.</param>
/// <param name="log">Says where the ledger cannot be read.</param>
public sealed class SpentBefore(GatewayState state, string folder, ILogger<SpentBefore> log) : IAsyncDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _ends = new();
    private Task _last = Task.CompletedTask;

    /// <summary>
    /// Restores every budget's window of now, and the one before: a clock may still step back. Where the ledger cannot be read (a
    /// full disk, say) no paid work is let in, and it is tried again every second.
    /// </summary>
    public async Task RestoreAsync()
    {
        if (await TryRestoreAsync())
        {
            return;
        }
        state.Allowances.Known = false;
        _last = RetryAsync();
    }

    /// <summary>
    /// Restores, soon, what the next configuration needs and nobody counts yet. Until then, for about a second, a budget whose
    /// period is new counts what is spent from now on.
    /// </summary>
    public void Follow(Catalogue next)
    {
        var uncounted = Uncounted(next);
        if (uncounted.Count > 0)
        {
            _last = FollowAsync(_last, uncounted, state.Clock.GetUtcNow());
        }
    }

    /// <summary>Waits for what is being restored.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _last;
    }

    private async Task RetryAsync()
    {
        try
        {
            do
            {
                await Task.Delay(Again, state.Clock, _ends.Token);
            } while (!await TryRestoreAsync());
            state.Allowances.Known = true;
        }
        catch (OperationCanceledException)
        {
            // The gateway ends; the next one restores.
        }
    }

    private async Task<bool> TryRestoreAsync()
    {
        try
        {
            await RestoreAsync(Uncounted(state.Configured.Catalogue), null);
            return true;
        }
        catch (Exception fault) when (fault is SqliteException or IOException)
        {
            log.SpentUnread(fault);
            return false;
        }
    }

    private async Task FollowAsync(Task last, IReadOnlyList<(Scope, Budget)> uncounted, DateTimeOffset until)
    {
        await last;
        try
        {
            await RestoreAsync(uncounted, until);
        }
        catch (Exception fault) when (fault is SqliteException or IOException)
        {
            log.SpentUnknown(fault);
        }
    }

    private async Task RestoreAsync(IReadOnlyList<(Scope Scope, Budget Budget)> budgets, DateTimeOffset? until)
    {
        if (budgets.Count == 0)
        {
            return;
        }
        if (!await state.Ledger.FlushAsync())
        {
            throw new IOException("ledger.db is not level with the journal: what budgets have spent is not known.");
        }
        using var reader = LedgerReader.Open(folder);
        var now = state.Clock.GetUtcNow();
        foreach (
            var window in budgets
                .SelectMany(budget => Windows(budget.Scope, budget.Budget, now, until))
                .GroupBy(static one => (one.Scope.Kind, one.From, one.Until))
        )
        {
            var (kind, from, end) = window.Key;
            var sums = reader.Sum(Grouping(kind), new LedgerFilter { From = from, Until = end });
            var spent = sums.ToDictionary(static sum => sum.Group, static sum => sum.Cost + sum.Held);
            foreach (var (scope, budget, _, _) in window)
            {
                var group = kind == ScopeKind.Organisation ? "" : scope.Name;
                if (state.Allowances.Restore(scope, budget, from, spent.GetValueOrDefault(group)) is { } reached)
                {
                    state.Alerts?.Raise(reached); // once more, and nothing where it was written down before
                }
            }
        }
    }

    // The window of now is open at its end: an entry of a clock that was ahead was spent all the same.
    private static IEnumerable<(Scope Scope, Budget Budget, DateTimeOffset From, DateTimeOffset? Until)> Windows(
        Scope scope,
        Budget budget,
        DateTimeOffset now,
        DateTimeOffset? until
    )
    {
        var window = budget.Period.At(now);
        if (window.Open)
        {
            yield return (scope, budget, window.Begin, until);
        }
        if (
            window.Begin > DateTimeOffset.MinValue
            && budget.Period.At(window.Begin.AddTicks(-1)) is { Open: true } before
        )
        {
            yield return (scope, budget, before.Begin, before.End);
        }
    }

    private List<(Scope Scope, Budget Budget)> Uncounted(Catalogue catalogue)
    {
        var tree = catalogue.Tree;
        var bounds = new List<(Scope Scope, Bounds Bounds)>
        {
            (new Scope(ScopeKind.Organisation, tree.Organisation.Name), tree.Organisation.Bounds),
        };
        bounds.AddRange(tree.Teams.Select(static team => (new Scope(ScopeKind.Team, team.Name), team.Bounds)));
        bounds.AddRange(tree.Projects.Select(static one => (new Scope(ScopeKind.Project, one.Name), one.Bounds)));
        bounds.AddRange(
            catalogue
                .Keys.All.Concat(state.Keys.All)
                .Select(static key => (new Scope(ScopeKind.Key, key.Name), key.Bounds))
        );
        return
        [
            .. from one in bounds
            where one.Bounds.Budget is not null && !state.Allowances.Counts(one.Scope, one.Bounds.Budget)
            select (one.Scope, one.Bounds.Budget),
        ];
    }

    private static LedgerGrouping Grouping(ScopeKind kind) =>
        kind switch
        {
            ScopeKind.Key => LedgerGrouping.Key,
            ScopeKind.Project => LedgerGrouping.Project,
            ScopeKind.Team => LedgerGrouping.Team,
            _ => LedgerGrouping.All,
        };
}
