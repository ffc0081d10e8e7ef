using Microsoft.Data.Sqlite;
using Prenup.Stores.Migrating;
using Prenup.Stores.Months;
using Prenup.Stores.State;

namespace Prenup.Stores;

/// <summary>The ledger's files of SQLite as a whole.</summary>
public static class LedgerFiles
{
    /// <summary>Brings the tables of all files that are there to this version, before anybody else uses them.</summary>
    /// <exception cref="SqliteException">A file is locked, full or corrupt.</exception>
    /// <exception cref="SchemaException">A newer version wrote a file, or it could not be brought to this one.</exception>
    public static void Migrate(DataFolder folder)
    {
        Bring(folder.State, StateSchema.Steps);
        foreach (var month in folder.Months())
        {
            Bring(folder.Month(month), MonthSchema.Steps);
        }
    }

    /// <summary>Checks that all files that are there have the tables of this version.</summary>
    /// <exception cref="SqliteException">A file cannot be read.</exception>
    /// <exception cref="SchemaException">A file's tables are of another version.</exception>
    public static void Check(DataFolder folder)
    {
        Check(folder.State, StateSchema.Steps);
        foreach (var month in folder.Months())
        {
            Check(folder.Month(month), MonthSchema.Steps);
        }
    }

    /// <summary>Deletes all of them, so that they are built anew.</summary>
    public static void Delete(DataFolder folder)
    {
        SqliteFile.Delete(folder.State);
        DeleteMonths(folder);
    }

    /// <summary>Deletes the months' files, so that they are built anew.</summary>
    public static void DeleteMonths(DataFolder folder)
    {
        foreach (var month in folder.Months())
        {
            SqliteFile.Delete(folder.Month(month));
        }
    }

    private static void Bring(string file, SchemaSteps steps)
    {
        if (File.Exists(file))
        {
            using var connection = SqliteFile.OpenForReading(file, queryOnly: false);
            steps.Bring(connection);
        }
    }

    private static void Check(string file, SchemaSteps steps)
    {
        if (File.Exists(file))
        {
            using var connection = SqliteFile.OpenForReading(file);
            steps.Check(connection);
        }
    }
}
