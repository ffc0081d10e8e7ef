using Prenup.Core.Ledger;
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
