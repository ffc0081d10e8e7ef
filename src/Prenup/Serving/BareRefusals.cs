using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prenup.Serving;

/// <summary>
/// Counts requests that the server refused below HTTP routing (too many headers, no HTTP at all): their replies are bare, so
/// nobody else sees them. The log says each, this says how many.
/// </summary>
public sealed class BareRefusals : ILoggerProvider, ILogger
{
    private const string Category = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";
    private const int BadRequest = 17; // the event's id in Kestrel's log
    private long _count;

    /// <summary>How many there were.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : NullLogger.Instance;

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
    }

    /// <summary>Nothing to let go.</summary>
    public void Dispose() { }
}
