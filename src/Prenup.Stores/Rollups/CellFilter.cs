using System.Globalization;
using Prenup.Stores.Months;
using Prenup.Stores.Reading;

namespace Prenup.Stores.Rollups;

/// <summary>Which cells of a month a filter means.</summary>
internal sealed class CellFilter
{
    private const int Any = -1;
    private const int Absent = int.MaxValue; // no name has this number
    private readonly int _key;
    private readonly int _project;
    private readonly int _team;
    private readonly int _model;
    private readonly int _offer;
    private readonly int _account;
    private readonly int _cloud;
    private readonly int _state;

    /// <summary>Reads a filter with a month's names.</summary>
    public CellFilter(LedgerFilter filter, MonthNames names)
    {
        _key = Number(filter.Key);
        _project = Number(filter.Project);
        _team = Number(filter.Team);
        _model = Number(filter.Model);
        _offer = Number(filter.Offer);
        _account = Number(filter.Account);
        _cloud = (int?)filter.Cloud ?? Any;
        _state = (int?)filter.State ?? Any;

        int Number(string? name) => name is null ? Any : (int)(names.Find(name) ?? Absent);
    }

    /// <summary>Whether a cell is meant.</summary>
    public bool Means(in CellKey cell) =>
        Is(_key, cell.Key)
        && Is(_project, cell.Project)
        && Is(_team, cell.Team)
        && Is(_model, cell.Model)
        && Is(_offer, cell.Offer)
        && Is(_account, cell.Account)
        && Is(_cloud, cell.Cloud)
        && Is(_state, cell.State);

    /// <summary>Whether states are all that matters.</summary>
    public bool IsOfStates => (_key & _project & _team & _model & _offer & _account & _cloud) == Any;

    /// <summary>What only single entries tell: SQL over them, made of numbers.</summary>
    public static string Single(LedgerFilter filter) =>
        string.Join(
            " AND ",
            new[] { ("attempt", filter.Attempt), ("exchange", filter.Exchange) }
                .Where(static id => id.Item2 is not null)
                .Select(static id =>
                    string.Create(CultureInfo.InvariantCulture, $"{id.Item1} = {id.Item2!.Value.Value}")
                )
        );

    private static bool Is(int wanted, int number) => wanted == Any || wanted == number;
}
