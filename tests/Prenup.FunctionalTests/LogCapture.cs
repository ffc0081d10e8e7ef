using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Prenup.Serving;

namespace Prenup.FunctionalTests;

/// <summary>Everything that the gateway logs, at the levels of its own log, with every exception in full.</summary>
internal sealed class LogCapture : ILoggerProvider
{
    public LogCapture() => Factory = LoggerFactory.Create(logging => Logs.Choose(logging).AddProvider(this));

    public ILoggerFactory Factory { get; }

    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyCollection<string> Lines => _lines;

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _lines);

    // The factory lets its providers go, this one among them; there is nothing to let go of.
    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
