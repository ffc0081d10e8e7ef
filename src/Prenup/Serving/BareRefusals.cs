using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prenup.Serving;

/// <summary>
/// Counts what the server refused below HTTP routing: requests (too many headers, no HTTP at all), whose replies are bare, and
/// connections above the limit. Nobody else sees them. The log says each, this says how many.
/// </summary>
public sealed class BareRefusals : ILoggerProvider, ILogger
{
    private const string Requests = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";
    private const string Accepting = "Microsoft.AspNetCore.Server.Kestrel.Connections";
    private const int BadRequest = 17; // the events' ids in Kestrel's log
    private const int ConnectionRejected = 24;
    private long _count;
    private long _connections;

    /// <summary>Requests that were refused.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Connections that were closed unread, since there were as many as there may be.</summary>
    public long Connections => Interlocked.Read(ref _connections);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        categoryName is Requests or Accepting ? this : NullLogger.Instance;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (eventId.Id == BadRequest)
        {
            Interlocked.Increment(ref _count);
        }
        else if (eventId.Id == ConnectionRejected)
        {
            Interlocked.Increment(ref _connections);
        }
    }

    /// <summary>Nothing to let go.</summary>
    public void Dispose() { }
}
