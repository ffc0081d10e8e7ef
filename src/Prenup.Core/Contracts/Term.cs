namespace Prenup.Core.Contracts;

/// <summary>When a contract holds: whole days of one time zone.</summary>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant after it; exclusive.</param>
/// <param name="Zone">The IANA name of the time zone whose days are meant.</param>
public sealed record Term(DateTimeOffset From, DateTimeOffset Until, string Zone);
