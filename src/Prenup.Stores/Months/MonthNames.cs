using Microsoft.Data.Sqlite;
using Prenup.Core.Prices;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Months;

/// <summary>The names of a month, both ways. Some hundred, as a rule.</summary>
public sealed class MonthNames
{
    private readonly List<MonthName?> _names = [null];
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Terms> _terms = [];
    private readonly Dictionary<Terms, long> _termIds = [];
    private readonly List<MonthName> _new = [];

    /// <summary>Those that were added since <see cref="Written"/>.</summary>
    public IReadOnlyList<MonthName> New => _new;

    /// <summary>All of them, by number.</summary>
    public IEnumerable<MonthName> All => _names.OfType<MonthName>();

    /// <summary>Reads the names of a file.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static MonthNames Read(SqliteConnection connection)
    {
        var names = new MonthNames();
        using var rows = new SqliteStatement(connection, "SELECT id, since, text FROM names ORDER BY id");
        while (rows.Read())
        {
            names.Add(new MonthName(rows.Number(0), rows.Number(1), rows.Text(2) ?? ""));
        }
        return names;
    }

    /// <summary>The number of a text, or null where the month has no such name.</summary>
    public long? Find(string text) => _ids.TryGetValue(text, out var id) ? id : null;

    /// <summary>The number of a text; made where there is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seq">The row that uses it.</param>
    public long Of(string text, long seq)
    {
        if (!_ids.TryGetValue(text, out var id))
        {
            id = _names.Count;
            var name = new MonthName(id, seq, text);
            Add(name);
            _new.Add(name);
        }
        return id;
    }

    /// <summary>The number of the line of terms; made where there is none.</summary>
    public long Of(Terms terms, long seq)
    {
        if (!_termIds.TryGetValue(terms, out var id))
        {
            id = Of(terms.Text, seq);
            _termIds.Add(terms, id);
        }
        return id;
    }

    /// <summary>A name's text; where there is no such number, that.</summary>
    public string Text(long id) =>
        id > 0 && id < _names.Count && _names[(int)id] is { } name ? name.Text : LabelTexts.Lost;

    /// <summary>The terms whose line a name is.</summary>
    public Terms Terms(long id)
    {
        if (!_terms.TryGetValue(id, out var terms))
        {
            terms = LabelTexts.TermsOf(Text(id));
            _terms.Add(id, terms);
        }
        return terms;
    }

    /// <summary>The new names are in the file.</summary>
    public void Written() => _new.Clear();

    private void Add(MonthName name)
    {
        const int most = 1 << 24; // a number beyond it is damage
        if (name.Id is <= 0 or > most)
        {
            return;
        }
        while (_names.Count <= name.Id)
        {
            _names.Add(null);
        }
        _names[(int)name.Id] = name;
        _ids[name.Text] = name.Id;
    }
}
