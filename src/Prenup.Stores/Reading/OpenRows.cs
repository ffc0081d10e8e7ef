using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Stores.Journal;
using Prenup.Stores.Rollups;
using Prenup.Stores.State;

namespace Prenup.Stores.Reading;

/// <summary>The attempts that are open, filtered and grouped as a month's rows are.</summary>
internal static class OpenRows
{
    /// <summary>The open attempts that are meant, by the order of opening.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">SQLite failed, or a record is not as it was written.</exception>
    public static IReadOnlyList<Opened> Read(DataFolder folder, LedgerFilter filter)
    {
        if (!File.Exists(folder.State))
        {
            return [];
        }
        using var connection = SqliteFile.OpenForReading(folder.State);
        StateSchema.Steps.Check(connection);
        var open = StateFile.ReadOpen(connection).Where(entry => IsMeant(entry, filter));
        return [.. filter.NewestFirst ? open.Reverse() : open];
    }

    /// <summary>The group of an attempt.</summary>
    public static string Group(Opened entry, LedgerGroup by) =>
        by.Grouping switch
        {
            LedgerGrouping.Cloud => entry.Cloud.Name(),
            LedgerGrouping.Account => entry.Account,
            LedgerGrouping.Key => entry.Key,
            LedgerGrouping.Project => entry.Project,
            LedgerGrouping.Team => entry.Team,
            LedgerGrouping.Model => entry.Model,
            LedgerGrouping.Offer => entry.Offer,
            LedgerGrouping.State => AttemptState.Open.Name(),
            LedgerGrouping.Tag => TagList.Read(entry.Tags).GetValueOrDefault(by.Tag ?? "", ""),
            LedgerGrouping.All => "",
            _ => by.Longest.Text(by.Longest.Bucket(Micros.Of(entry.At))),
        };

    private static bool IsMeant(Opened entry, LedgerFilter filter) =>
        Is(filter.Key, entry.Key)
        && Is(filter.Project, entry.Project)
        && Is(filter.Team, entry.Team)
        && Is(filter.Model, entry.Model)
        && Is(filter.Offer, entry.Offer)
        && Is(filter.Account, entry.Account)
        && (filter.Cloud ?? entry.Cloud) == entry.Cloud
        && (filter.Exchange ?? entry.Exchange) == entry.Exchange
        && (filter.Attempt ?? entry.Attempt) == entry.Attempt
        && (filter.State ?? AttemptState.Open) == AttemptState.Open
        && Micros.Of(entry.At) >= (filter.From is { } from ? Micros.Of(from) : long.MinValue)
        && Micros.Of(entry.At) < (filter.Until is { } until ? Micros.Of(until) : long.MaxValue);

    private static bool Is(string? wanted, string name) => wanted is null || wanted == name;
}
