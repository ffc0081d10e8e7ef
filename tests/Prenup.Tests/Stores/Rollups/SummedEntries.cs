using System.Globalization;
using System.Text.Json;
using Prenup.Core.Ledger;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores.Reading;

namespace Prenup.Tests.Stores.Rollups;

/// <summary>Sums entries up one by one: what reports have to say.</summary>
public sealed class SummedEntries
{
    private readonly List<(DateTimeOffset At, Opened Opened, Closed? Closed, Adjustment? Adjustment)> _entries = [];

    public SummedEntries(LedgerReader reader)
    {
        var rows = reader.Show(LedgerFilter.All).ToDictionary(static row => row.Opened.Attempt);
        _entries.AddRange(
            rows.Values.Select(static row =>
                (row.Closed?.At ?? row.Opened.At, row.Opened, row.Closed, (Adjustment?)null)
            )
        );
        foreach (var entry in reader.Adjustments(LedgerFilter.All))
        {
            _entries.Add((entry.At, rows[entry.Attempt].Opened, null, entry));
        }
    }

    /// <summary>When entries were made.</summary>
    public IReadOnlyList<DateTimeOffset> Times => [.. _entries.Select(static entry => entry.At)];

    /// <summary>One line per group.</summary>
    public IReadOnlyList<string> By(LedgerGrouping grouping, LedgerFilter filter, string tag) =>
        [
            .. _entries
                .Where(entry => IsMeant(entry.At, entry.Opened, State(entry.Closed, entry.Adjustment), filter))
                .GroupBy(entry => Group(entry.At, entry.Opened, State(entry.Closed, entry.Adjustment), grouping, tag))
                .OrderBy(static group => group.Key, StringComparer.Ordinal)
                .Select(static group => Line(group.Key, [.. group])),
        ];

    /// <summary>A sum as such a line.</summary>
    public static string Line(LedgerSum sum)
    {
        var states = string.Join(' ', sum.ByState.Select(static state => $"{state.Value} {state.Key}"));
        return $"{sum.Group}: {sum.Attempts} {sum.Exchanges} {sum.Cost} {sum.CostUnknown} {sum.Adjustments} {sum.Held} ({states}) ({sum.Usage})";
    }

    private static string Line(
        string group,
        IReadOnlyList<(DateTimeOffset At, Opened Opened, Closed? Closed, Adjustment? Adjustment)> entries
    )
    {
        var attempts = entries.Where(static entry => entry.Adjustment is null).ToList();
        var states = attempts.GroupBy(static entry => Enum.Parse<AttemptState>(State(entry.Closed, null), true));
        var (cost, held, usage) = (default(PicoTotal), default(PicoTotal), default(UsageVector));
        foreach (var (_, opened, closed, adjustment) in entries)
        {
            cost += closed?.Cost ?? adjustment?.Amount ?? PicoDollars.Zero;
            held += State(closed, adjustment) is "open" or "unknown"
                ? opened.Reserved ?? PicoDollars.Zero
                : PicoDollars.Zero;
            foreach (var meter in Meters.All.Where(meter => closed?.Usage[meter] is not null))
            {
                usage = usage.With(meter, (usage[meter] ?? 0) + closed!.Usage[meter]!.Value);
            }
        }
        return Line(
            new LedgerSum(
                group,
                attempts.Count,
                attempts.Count(static entry => entry.Opened.Ordinal == 1),
                new SortedDictionary<AttemptState, long>(
                    states.ToDictionary(static state => state.Key, static state => state.LongCount())
                ),
                usage,
                cost,
                attempts.Count(static entry => entry.Closed is { Cost: null })
            )
            {
                Adjustments = entries.Count - attempts.Count,
                Held = held,
            }
        );
    }

    private static string State(Closed? closed, Adjustment? adjustment) =>
        adjustment is not null ? "adjustment"
        : closed is null ? "open"
        : AttemptStates.Of(closed.Outcome, closed.Basis, closed.Cost is not null).Name();

    private static bool IsMeant(DateTimeOffset at, Opened opened, string state, LedgerFilter filter) =>
        (filter.Key ?? opened.Key) == opened.Key
        && (filter.Project ?? opened.Project) == opened.Project
        && (filter.Team ?? opened.Team) == opened.Team
        && (filter.Model ?? opened.Model) == opened.Model
        && (filter.Offer ?? opened.Offer) == opened.Offer
        && (filter.Account ?? opened.Account) == opened.Account
        && (filter.Cloud ?? opened.Cloud) == opened.Cloud
        && (filter.State?.Name() ?? state) == state
        && (filter.Attempt ?? opened.Attempt) == opened.Attempt
        && (filter.Exchange ?? opened.Exchange) == opened.Exchange
        && at >= (filter.From ?? DateTimeOffset.MinValue)
        && at < (filter.Until ?? DateTimeOffset.MaxValue);

    private static string Group(DateTimeOffset at, Opened opened, string state, LedgerGrouping grouping, string tag) =>
        grouping switch
        {
            LedgerGrouping.All => "",
            LedgerGrouping.Cloud => opened.Cloud.Name(),
            LedgerGrouping.Account => opened.Account,
            LedgerGrouping.Key => opened.Key,
            LedgerGrouping.Project => opened.Project,
            LedgerGrouping.Team => opened.Team,
            LedgerGrouping.Model => opened.Model,
            LedgerGrouping.Offer => opened.Offer,
            LedgerGrouping.State => state,
            LedgerGrouping.Day => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            LedgerGrouping.Hour => at.ToString("yyyy-MM-ddTHH:00", CultureInfo.InvariantCulture) + "Z",
            LedgerGrouping.Minute => at.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture) + "Z",
            _ => Tag(opened.Tags, tag),
        };

    private static string Tag(string? tags, string name)
    {
        using var json = JsonDocument.Parse(tags ?? "{}");
        return
            json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
            ? value.GetString()!
            : "";
    }
}
