using Microsoft.Data.Sqlite;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores.Importing;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Reading;

/// <summary>Turns filters and groupings into SQL.</summary>
internal static class AttemptQuery
{
    private const string From = "FROM opened o LEFT JOIN closed c ON c.attempt = o.attempt";

    // A cost in two columns, since SQLite's sum of whole amounts overflows at 9.2 million USD.
    private const string Cost = "SUM(c.cost_pico / 1000000000), SUM(c.cost_pico % 1000000000)";

    /// <summary>Rows: the columns of <c>opened</c>, then those of <c>closed</c>.</summary>
    public static SqliteCommand Rows(SqliteConnection connection, LedgerFilter filter)
    {
        var command = connection.CreateCommand();
        var order = filter.NewestFirst ? "DESC" : "ASC";
        command.CommandText = $"SELECT o.*, c.* {From} {Where(command, filter)} ORDER BY o.attempt {order}";
        if (filter.Limit is { } limit)
        {
            command.CommandText += " LIMIT $limit";
            command.Parameters.AddWithValue("$limit", limit);
        }
        return command;
    }

    /// <summary>Groups: name, attempts, exchanges, billions and rest of the cost, unknown costs, attempts by state, tokens by meter.</summary>
    public static SqliteCommand Sums(SqliteConnection connection, LedgerFilter filter, LedgerGrouping grouping)
    {
        var command = connection.CreateCommand();
        var states = string.Join(", ", States.Select(state => $"SUM({Schema.State} = '{state.Name()}')"));
        var meters = string.Join(", ", Meters.All.Select(meter => $"SUM(c.{Schema.Column(meter)})"));
        command.CommandText = $"""
            SELECT {Group(grouping)} AS name, COUNT(*), COUNT(DISTINCT o.exchange), {Cost},
                SUM(c.attempt IS NOT NULL AND c.cost_pico IS NULL), {states}, {meters}
            {From} {Where(command, filter)} GROUP BY name ORDER BY name
            """;
        return command;
    }

    /// <summary>The states, in the order of their columns.</summary>
    public static IReadOnlyList<AttemptState> States { get; } = Enum.GetValues<AttemptState>();

    private static string Group(LedgerGrouping grouping) =>
        grouping switch
        {
            LedgerGrouping.Cloud => Names.Case<Cloud>("o.cloud", CloudNames.Name),
            LedgerGrouping.Account => "o.account",
            LedgerGrouping.Key => "o.key",
            LedgerGrouping.Project => "o.project",
            LedgerGrouping.Team => "o.team",
            LedgerGrouping.Model => "o.model",
            LedgerGrouping.Offer => "o.offer",
            LedgerGrouping.State => Schema.State,
            LedgerGrouping.Day => "date(o.at_us / 1000000, 'unixepoch')",
            _ => "''",
        };

    private static string Where(SqliteCommand command, LedgerFilter filter)
    {
        var conditions = new List<string>();
        Add("o.key = ", filter.Key);
        Add("o.project = ", filter.Project);
        Add("o.team = ", filter.Team);
        Add("o.model = ", filter.Model);
        Add("o.offer = ", filter.Offer);
        Add("o.account = ", filter.Account);
        Add("o.cloud = ", (long?)filter.Cloud);
        Add("o.exchange = ", filter.Exchange?.Value);
        Add("o.attempt = ", filter.Attempt?.Value);
        Add($"{Schema.State} = ", filter.State?.Name());
        Add("o.at_us >= ", filter.From is { } from ? Micros.Of(from) : null);
        Add("o.at_us < ", filter.Until is { } until ? Micros.Of(until) : null);
        return conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);

        void Add(string condition, object? value)
        {
            if (value is not null)
            {
                var name = $"$p{command.Parameters.Count}";
                command.Parameters.AddWithValue(name, value);
                conditions.Add(condition + name);
            }
        }
    }
}
