using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Logs;
using Prenup.Configuring;
using Prenup.Seeing;

namespace Prenup.Serving;

/// <summary>The gateway's own log: one line an event, to standard error, since data goes to standard output.</summary>
public static class Logs
{
    /// <summary>A factory that writes what <see cref="Choose"/> lets through.</summary>
    /// <param name="refusals">Counts what the server refuses by itself; null counts nothing.</param>
    /// <param name="otlp">Where the same lines go as well; null is nowhere.</param>
    public static ILoggerFactory ToStandardError(BareRefusals? refusals = null, OtlpSettings? otlp = null) =>
        LoggerFactory.Create(logging =>
            Send(Count(Choose(logging), refusals), otlp)
                .AddSimpleConsole(static console =>
                {
                    console.SingleLine = true;
                    console.UseUtcTimestamp = true;
                    console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
                    console.ColorBehavior = LoggerColorBehavior.Disabled;
                })
                .AddConsole(static console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        );

    /// <summary>Warnings and worse of the web server, everything notable of ours.</summary>
    public static ILoggingBuilder Choose(ILoggingBuilder logging) =>
        logging
            .SetMinimumLevel(LogLevel.Information)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // Were it on, the web host would make an activity and a scope for every request, and log URLs with their queries.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // Requests that the server refuses below routing: bare to the client, and seen here.
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Debug);

    private static ILoggingBuilder Count(ILoggingBuilder logging, BareRefusals? refusals) =>
        refusals is null ? logging : logging.AddProvider(refusals);

    private static ILoggingBuilder Send(ILoggingBuilder logging, OtlpSettings? otlp) =>
        otlp is null
            ? logging
            : logging.AddOpenTelemetry(log =>
                log.SetResourceBuilder(OtlpExport.Resource)
                    .AddOtlpExporter(exporter => exporter.Configure(otlp, "logs"))
            );
}
