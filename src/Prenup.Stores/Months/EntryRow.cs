using Prenup.Stores.Journal;

namespace Prenup.Stores.Months;

/// <summary>The values of one row of a month, by column. One is used for many rows, one after the other.</summary>
public sealed class EntryRow
{
    private const int Longest = 8192; // bytes of a text
    private readonly long[] _numbers = new long[EntryColumns.Count];
    private readonly string?[] _texts = new string?[EntryColumns.Meters - EntryColumns.Texts];
    private readonly bool[] _known = new bool[EntryColumns.Count];

    /// <summary>A column's number, or null.</summary>
    public long? this[int column] => IsKnown(column) ? _numbers[column] : null;

    /// <summary>A column's number, or null.</summary>
    public long? this[EntryColumn column] => this[(int)column];

    /// <summary>What the row is.</summary>
    public EntryKind Kind => (EntryKind)_numbers[(int)EntryColumn.Kind];

    /// <summary>The meters that are not null, one bit each.</summary>
    public uint KnownMeters
    {
        get
        {
            var meters = 0U;
            for (var column = EntryColumns.Meters; column < EntryColumns.Count; column++)
            {
                meters |= _known[column] ? 1U << (column - EntryColumns.Meters) : 0;
            }
            return meters;
        }
    }

    /// <summary>A column's number where it is never null.</summary>
    public long Number(EntryColumn column) => _numbers[(int)column];

    /// <summary>A column's text, or null.</summary>
    public string? Text(EntryColumn column) => IsKnown((int)column) ? _texts[(int)column - EntryColumns.Texts] : null;

    /// <summary>Makes every column null.</summary>
    public void Clear() => Array.Clear(_known);

    /// <summary>Sets a number.</summary>
    public void Set(int column, long value)
    {
        _numbers[column] = value;
        _known[column] = true;
    }

    /// <summary>Sets a number.</summary>
    public void Set(EntryColumn column, long value) => Set((int)column, value);

    /// <summary>Sets a number where there is one.</summary>
    public void Set(EntryColumn column, long? value)
    {
        if (value is { } number)
        {
            Set((int)column, number);
        }
    }

    /// <summary>Sets a text where there is one.</summary>
    public void Set(EntryColumn column, string? text)
    {
        if (text is not null)
        {
            _texts[(int)column - EntryColumns.Texts] = text;
            _known[(int)column] = true;
        }
    }

    /// <summary>Sets the parameters of a statement, the first column's at <paramref name="first"/>.</summary>
    public void Bind(SqliteStatement statement, int first)
    {
        for (var column = 0; column < EntryColumns.Count; column++)
        {
            if (!IsKnown(column))
            {
                statement.BindNull(first + column);
            }
            else if (EntryColumns.IsText(column))
            {
                statement.Bind(first + column, _texts[column - EntryColumns.Texts]);
            }
            else
            {
                statement.Bind(first + column, _numbers[column]);
            }
        }
    }

    /// <summary>Takes the columns of a row that was read, from <paramref name="first"/>.</summary>
    public void Read(SqliteStatement row, int first)
    {
        Clear();
        for (var column = 0; column < EntryColumns.Count; column++)
        {
            if (row.IsNull(first + column))
            {
                continue;
            }
            if (EntryColumns.IsText(column))
            {
                Set((EntryColumn)column, row.Text(first + column));
            }
            else
            {
                Set(column, row.Number(first + column));
            }
        }
    }

    /// <summary>The columns in which two rows differ.</summary>
    public IEnumerable<string> Differences(EntryRow other)
    {
        for (var column = 0; column < EntryColumns.Count; column++)
        {
            if (!IsEqual(other, column))
            {
                yield return EntryColumns.Names[column];
            }
        }
    }

    /// <summary>
    /// Writes what the row says in one form: for each column that is not null its number, then its value. Columns that are added
    /// later and are null change nothing.
    /// </summary>
    public void Write(ref RecordWriter writer)
    {
        for (var column = 0; column < EntryColumns.Count; column++)
        {
            if (!IsKnown(column))
            {
                continue;
            }
            writer.Byte(EntryColumns.NumberInDigests(column));
            if (EntryColumns.IsText(column))
            {
                writer.Text(_texts[column - EntryColumns.Texts], Longest);
            }
            else
            {
                writer.Signed(_numbers[column]);
            }
        }
    }

    private bool IsEqual(EntryRow other, int column) =>
        IsKnown(column) == other.IsKnown(column)
        && (
            !IsKnown(column)
            || (
                EntryColumns.IsText(column)
                    ? _texts[column - EntryColumns.Texts] == other._texts[column - EntryColumns.Texts]
                    : _numbers[column] == other._numbers[column]
            )
        );

    private bool IsKnown(int column) => _known[column];
}
