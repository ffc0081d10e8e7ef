using System.Collections.Concurrent;
using System.Diagnostics.Tracing;

namespace Prenup.FunctionalTests.Security;

/// <summary>What the vendors' libraries tell anybody who listens, in full detail.</summary>
internal sealed class VendorEvents : EventListener
{
    private static readonly string[] Sources =
    [
        "Azure",
        "Amazon",
        "AWS",
        "Google",
        "Microsoft-Identity",
        "Microsoft.Identity",
        "MSAL",
        "OpenTelemetry",
    ];

    private readonly ConcurrentQueue<string> _told = [];

    /// <summary>Every event with its values.</summary>
    public IReadOnlyCollection<string> Told => _told;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (Sources.Any(name => eventSource.Name.StartsWith(name, StringComparison.Ordinal)))
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        _told.Enqueue(
            $"{eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', eventData.Payload ?? [])}"
        );
}
