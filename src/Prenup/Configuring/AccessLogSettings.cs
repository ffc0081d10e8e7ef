namespace Prenup.Configuring;

/// <summary>Where the access log goes.</summary>
/// <param name="File">An absolute path; null is standard output.</param>
public sealed record AccessLogSettings(string? File);
