using Microsoft.Extensions.Logging;

namespace Prenup.Stores.Importing;

/// <summary>What the importer tells an operator.</summary>
internal static partial class ImportLog
{
    [LoggerMessage(120, LogLevel.Error, "SQLite fails: {Reason}. The journal goes on; the import is tried again.")]
    public static partial void ImportFails(this ILogger logger, string reason);

    [LoggerMessage(121, LogLevel.Warning, "SQLite works again.")]
    public static partial void ImportWorks(this ILogger logger);

    [LoggerMessage(
        122,
        LogLevel.Warning,
        "{File} does not fit the journal ({Reason}): it is set aside and built anew."
    )]
    public static partial void Rebuilds(this ILogger logger, string file, string reason);
}
