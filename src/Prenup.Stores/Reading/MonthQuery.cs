using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;

namespace Prenup.Stores.Reading;

/// <summary>Turns a filter into SQL over one month's <c>entries</c>. Values are parameters, in the order of <see cref="Values"/>.</summary>
internal sealed class MonthQuery
{
    private static readonly string State = $"CASE WHEN kind = 0 THEN {MonthSchema.State} END";
    private readonly List<string> _conditions = [];
    private readonly List<object> _values = [];

    /// <summary>Prepares a filter for a month.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="names">The month's names.</param>
    /// <param name="firstSeq">The first row whose time is not before the given microseconds since 1970.</param>
    public MonthQuery(LedgerFilter filter, MonthNames names, Func<long, long> firstSeq)
    {
        Name("key", filter.Key);
        Name("project", filter.Project);
        Name("team", filter.Team);
        Name("model", filter.Model);
        Name("offer", filter.Offer);
        Name("account", filter.Account);
        Add("cloud = ", (long?)filter.Cloud);
        Add("exchange = ", filter.Exchange?.Value);
        Add("attempt = ", filter.Attempt?.Value);
        Add($"{State} = ", filter.State?.Name());
        Add("opened_us >= ", filter.From is { } from ? Micros.Of(from) : null);
        Add("opened_us < ", filter.Until is { } until ? Micros.Of(until) : null);
        Add("seq >= ", Earliest(filter) is { } earliest ? firstSeq(earliest) : null);

        void Name(string column, string? text)
        {
            if (text is not null)
            {
                Add($"{column} = ", names.Find(text) ?? 0L); // no name has the number 0
            }
        }

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                _values.Add(value);
                _conditions.Add($"{condition}?{_values.Count}");
            }
        }
    }

    /// <summary>The states, in the order of their columns.</summary>
    public static IReadOnlyList<AttemptState> States { get; } = Enum.GetValues<AttemptState>();

    /// <summary>The values of the parameters: each a <see cref="long"/> or a text.</summary>
    public IReadOnlyList<object> Values => _values;

    /// <summary>The places of the attempts that are meant, by the order of opening.</summary>
    public string Places(LedgerFilter filter, long after) =>
        $"SELECT seq FROM entries {Where("kind = 0", $"seq > {after}")} ORDER BY attempt "
        + (filter.NewestFirst ? "DESC" : "ASC")
        + (filter.Limit is { } limit ? $" LIMIT {limit}" : "");

    /// <summary>How many attempts behind a row have an id above another, at most so many.</summary>
    public string Newer(long after, long attempt, int limit) =>
        $"SELECT COUNT(*) FROM (SELECT 1 FROM entries {Where("kind = 0", $"seq > {after}", $"attempt > {attempt}")} LIMIT {limit})";

    /// <summary>The places of the adjustments that are meant.</summary>
    public string Adjustments() => $"SELECT seq FROM entries {Where("kind = 1")} ORDER BY seq";

    /// <summary>
    /// Groups: name or its number, attempts, exchanges, those of them that began before the given id, billions and rest of the cost,
    /// unknown costs, adjustments, billions and rest of what is reserved for unknown costs, attempts by state, tokens by meter.
    /// </summary>
    public string Sums(LedgerGrouping grouping, long earlier)
    {
        var states = string.Join(", ", States.Select(state => $"SUM({State} IS '{state.Name()}')"));
        var meters = string.Join(", ", Meters.All.Select(static meter => $"SUM({EntryColumns.Of(meter)})"));
        const string Unresolved = """
            CASE WHEN kind = 0 AND cost_pico IS NULL AND attempt NOT IN (SELECT attempt FROM entries WHERE kind = 1)
                THEN reserved_pico END
            """;
        // A cost in two columns, since SQLite's sum of whole amounts overflows at 9.2 million USD.
        return $"""
            SELECT {Group(grouping)}, SUM(kind = 0), COUNT(DISTINCT CASE kind WHEN 0 THEN exchange END),
                GROUP_CONCAT(DISTINCT CASE WHEN kind = 0 AND exchange < {earlier} THEN exchange END),
                SUM(cost_pico / 1000000000), SUM(cost_pico % 1000000000), SUM(kind = 0 AND cost_pico IS NULL), SUM(kind = 1),
                SUM({Unresolved} / 1000000000), SUM({Unresolved} % 1000000000),
                {states}, {meters}
            FROM entries {Where()} GROUP BY 1
            """;
    }

    /// <summary>Groups and exchanges: which of the exchanges, a list of numbers, have attempts in which group.</summary>
    public string Exchanges(LedgerGrouping grouping, IEnumerable<long> exchanges) =>
        $"SELECT DISTINCT {Group(grouping)}, exchange FROM entries {Where("kind = 0", $"exchange IN ({string.Join(',', exchanges)})")}";

    /// <summary>Whether groups are numbers of names.</summary>
    public static bool IsByName(LedgerGrouping grouping) =>
        grouping is >= LedgerGrouping.Account and <= LedgerGrouping.Offer;

    private static string Group(LedgerGrouping grouping) =>
        grouping switch
        {
            LedgerGrouping.Cloud => Names.Case<Cloud>("cloud", CloudNames.Name),
            LedgerGrouping.Account => "account",
            LedgerGrouping.Key => "key",
            LedgerGrouping.Project => "project",
            LedgerGrouping.Team => "team",
            LedgerGrouping.Model => "model",
            LedgerGrouping.Offer => "offer",
            LedgerGrouping.State => $"IFNULL({State}, 'adjustment')",
            LedgerGrouping.Day => "date(opened_us / 1000000, 'unixepoch')",
            _ => "''",
        };

    // Rows lie in the order of their times: what began at an instant ended no earlier, and an id is older than its attempt.
    private static long? Earliest(LedgerFilter filter)
    {
        var times = new[] { filter.From, Before(filter.Attempt), Before(filter.Exchange) };
        return times.Max() is { } time ? Micros.Of(time) : null;

        static DateTimeOffset? Before(LedgerId? id) => id?.At.AddSeconds(-1); // an id is made just before or after the time is read
    }

    private string Where(params IEnumerable<string> more)
    {
        var all = _conditions.Concat(more).ToList();
        return all.Count == 0 ? "" : "WHERE " + string.Join(" AND ", all);
    }
}
