using Microsoft.Data.Sqlite;

namespace Prenup.Stores.Rollups;

/// <summary>
/// The sets of tags that entries of a month have, by number, bounded whatever clients send: further values of a name count as
/// <see cref="Other"/>, and so does every value of a set beyond the last one that is kept.
/// </summary>
internal sealed class TagSets
{
    /// <summary>What a value beyond the bound counts as.</summary>
    public const string Other = "(other)";

    private const int MostSets = 1024;
    private const int MostValues = 256; // of one name
    private const int MostTexts = 4096;
    private readonly List<SortedDictionary<string, string>> _sets = [new(StringComparer.Ordinal)];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal); // as clients sent them

    /// <summary>The texts of the sets, by number from 1; without the one for the rest.</summary>
    public IEnumerable<string> All => _sets.Skip(1).Select(TagList.Text);

    /// <summary>How many sets there are.</summary>
    public int Count => _sets.Count - 1;

    /// <summary>Reads the sets of a month.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public static TagSets Read(SqliteConnection connection)
    {
        var sets = new TagSets();
        using var rows = new SqliteStatement(connection, "SELECT tags FROM tag_sets ORDER BY id");
        while (rows.Read())
        {
            sets.Add(TagList.Read(rows.Text(0)));
        }
        return sets;
    }

    /// <summary>Writes the sets behind those that a month has.</summary>
    /// <exception cref="SqliteException">SQLite failed.</exception>
    public void Write(SqliteConnection connection, int behind)
    {
        using var row = new SqliteStatement(connection, "INSERT OR REPLACE INTO tag_sets VALUES (?, ?)");
        for (var id = behind + 1; id < _sets.Count; id++)
        {
            row.Bind(1, id);
            row.Bind(2, TagList.Text(_sets[id]));
            row.Run();
        }
    }

    /// <summary>The number of the set that a client's tags are; 0 for none.</summary>
    public int Of(string? tags)
    {
        if (tags is null)
        {
            return 0;
        }
        if (!_texts.TryGetValue(tags, out var id))
        {
            id = Find(TagList.Read(tags));
            if (_texts.Count >= MostTexts)
            {
                _texts.Clear();
            }
            _texts.Add(tags, id);
        }
        return id;
    }

    /// <summary>A tag's value in a set; empty where the set has no such tag.</summary>
    public string Value(int set, string name) => set >= _sets.Count ? Other : _sets[set].GetValueOrDefault(name, "");

    private int Find(SortedDictionary<string, string> tags)
    {
        foreach (var name in tags.Keys.ToList().Where(name => !IsKept(name, tags[name])))
        {
            tags[name] = Other;
        }
        return tags.Count == 0 ? 0
            : _ids.TryGetValue(TagList.Text(tags), out var id) ? id
            : Count < MostSets ? Add(tags)
            : MostSets + 1;
    }

    private bool IsKept(string name, string value) =>
        !_values.TryGetValue(name, out var values) || values.Count < MostValues || values.Contains(value);

    private int Add(SortedDictionary<string, string> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (!_values.TryGetValue(name, out var values))
            {
                _values.Add(name, values = new HashSet<string>(StringComparer.Ordinal));
            }
            values.Add(value);
        }
        _ids[TagList.Text(tags)] = _sets.Count;
        _sets.Add(tags);
        return _sets.Count - 1;
    }
}
