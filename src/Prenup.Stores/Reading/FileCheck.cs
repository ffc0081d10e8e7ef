using Microsoft.Data.Sqlite;
using Prenup.Stores.Migrating;

namespace Prenup.Stores.Reading;

/// <summary>What SQLite says of one of its files: pages, tables and views.</summary>
internal static class FileCheck
{
    /// <summary>What is wrong, for people.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="steps">Make the tables that it ought to have.</param>
    /// <param name="more">Makes what it has beside them; what is not there of it is no flaw.</param>
    /// <exception cref="SqliteException">The file cannot be read.</exception>
    public static IEnumerable<string> Run(SqliteConnection connection, SchemaSteps steps, string more)
    {
        foreach (var line in Texts(connection, "PRAGMA quick_check").Where(static line => line != "ok"))
        {
            yield return line;
        }
        using var model = new SqliteConnection("Data Source=:memory:;Pooling=False");
        model.Open();
        steps.Bring(model);
        var tables = Texts(model, Schema).ToList();
        SqliteFile.Execute(model, more);
        var all = Texts(model, Schema).ToHashSet(StringComparer.Ordinal);
        var here = Texts(connection, Schema).ToList();
        foreach (var wrong in here.Where(text => !all.Contains(text)).Concat(tables.Except(here)))
        {
            yield return $"A table or view is not as it was made, or is missing: {wrong}";
        }
    }

    private const string Schema =
        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || sql FROM sqlite_schema WHERE sql IS NOT NULL";

    private static IEnumerable<string> Texts(SqliteConnection connection, string sql)
    {
        using var rows = new SqliteStatement(connection, sql);
        while (rows.Read())
        {
            yield return rows.Text(0) ?? "";
        }
    }
}
