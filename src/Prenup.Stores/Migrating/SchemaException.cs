namespace Prenup.Stores.Migrating;

/// <summary>A SQLite file has tables that this version cannot use. Nothing in the file was changed.</summary>
/// <param name="message">Which file, which versions, and what to do.</param>
/// <param name="cause">What SQLite said, where a step failed.</param>
public sealed class SchemaException(string message, Exception? cause = null) : IOException(message, cause);
