using System.Runtime.InteropServices;

namespace Prenup.Stores;

/// <summary>
/// The calls of SQLite that a row makes for each of its columns, without the wrapper's counted handle and without leaving the
/// garbage collector's reach: each runs for some nanoseconds, takes no lock and calls nothing back.
/// </summary>
/// <remarks>Where they were the wrapper's, they took more of an import's time than SQLite itself.</remarks>
internal static class SqliteNative
{
    private const string Library = "e_sqlite3"; // the one that Microsoft.Data.Sqlite brings and has loaded

    /// <summary>Sets a parameter, from 1, to a number.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_bind_int64", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static extern int Bind(nint statement, int index, long value);

    /// <summary>The type of a column of the row, from 0.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_column_type", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static extern int Type(nint statement, int column);

    /// <summary>A column's number.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_column_int64", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    public static extern long Number(nint statement, int column);
}
