using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Usage;
using Prenup.Stores.Journal;
using Prenup.Stores.Months;

namespace Prenup.Stores.Rollups;

/// <summary>What the entries of one cell have in common. Names are the month's numbers; 0 where an adjustment's attempt is not known.</summary>
/// <param name="Key">The key.</param>
/// <param name="Project">The project.</param>
/// <param name="Team">The team.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="Offer">The offer.</param>
/// <param name="Account">The account.</param>
/// <param name="Cloud">The cloud's number, or <see cref="None"/>.</param>
/// <param name="State">The state's number; <see cref="None"/> for adjustments.</param>
/// <param name="Tags">The set of tags; 0 where there are none, or where they do not matter.</param>
internal readonly record struct CellKey(
    int Key,
    int Project,
    int Team,
    int Model,
    int Offer,
    int Account,
    byte Cloud,
    byte State,
    int Tags
)
{
    /// <summary>Stands for no cloud and for no state.</summary>
    public const byte None = 255;

    /// <summary>The cell of an entry.</summary>
    /// <param name="row">The entry.</param>
    /// <param name="tags">Its set of tags; 0 where they do not matter.</param>
    public static CellKey Of(EntryRow row, int tags) =>
        new(
            Name(row, EntryColumn.Key),
            Name(row, EntryColumn.Project),
            Name(row, EntryColumn.Team),
            Name(row, EntryColumn.Model),
            Name(row, EntryColumn.Offer),
            Name(row, EntryColumn.Account),
            (byte)(row[EntryColumn.Cloud] ?? None),
            row.Kind == EntryKind.Attempt ? (byte)StateOf(row) : None,
            tags
        );

    /// <summary>The cell of a state, whatever else differs.</summary>
    public static CellKey OfState(byte state) => new(0, 0, 0, 0, 0, 0, None, state, 0);

    /// <summary>Spreads what differs most from cell to cell; the rest mostly follows from it.</summary>
    public override int GetHashCode() =>
        (int)(
            (
                ((ulong)(uint)Key << 40)
                ^ ((ulong)(uint)Offer << 24)
                ^ ((ulong)(uint)Model << 12)
                ^ ((ulong)(uint)Tags << 4)
                ^ State
            ) * 0x9E3779B97F4A7C15
            >> 32
        );

    /// <summary>Writes it.</summary>
    public void Write(ref RecordWriter writer)
    {
        writer.Varint(Key);
        writer.Varint(Project);
        writer.Varint(Team);
        writer.Varint(Model);
        writer.Varint(Offer);
        writer.Varint(Account);
        writer.Byte(Cloud);
        writer.Byte(State);
        writer.Varint(Tags);
    }

    /// <summary>Reads it.</summary>
    public static CellKey Read(ref RecordReader reader) =>
        new(
            (int)reader.Varint(),
            (int)reader.Varint(),
            (int)reader.Varint(),
            (int)reader.Varint(),
            (int)reader.Varint(),
            (int)reader.Varint(),
            reader.Byte(),
            reader.Byte(),
            (int)reader.Varint()
        );

    /// <summary>The cell for people: <c>key a, project b, …</c>.</summary>
    public string Text(MonthNames names)
    {
        var cloud = Enum.IsDefined((Cloud)Cloud) ? ((Cloud)Cloud).Name() : "";
        var state = State == None ? "adjustment" : ((AttemptState)State).Name();
        return $"key {Of(Key)}, project {Of(Project)}, team {Of(Team)}, model {Of(Model)}, offer {Of(Offer)}, "
            + $"account {Of(Account)}, cloud {cloud}, state {state}";

        string Of(int id) => id == 0 ? "" : names.Text(id);
    }

    private static int Name(EntryRow row, EntryColumn column) => (int)(row[column] ?? 0);

    private static AttemptState StateOf(EntryRow row) =>
        AttemptStates.Of(
            (Outcome)(row[EntryColumn.Outcome] ?? 0),
            (UsageBasis)(row[EntryColumn.Basis] ?? 0),
            row[EntryColumn.Cost] is not null
        );
}
