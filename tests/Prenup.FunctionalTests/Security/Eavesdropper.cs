using System.Collections.Concurrent;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Prenup.FunctionalTests.Security;

/// <summary>
/// Hears all that a gateway says, whoever drives it: its log down to Trace, every byte to its clients, its metrics and status, and the files
/// that it leaves. Each test's gateway has one, so whatever goes wrong in any test, no credential is told.
/// </summary>
internal sealed class Eavesdropper : IDisposable
{
    private readonly LogCapture _log = new();
    private readonly ConcurrentQueue<OverheardPipe> _connections = [];
    private readonly ConcurrentQueue<string> _printed = [];
    private readonly string _folder;
    private readonly string[] _given;

    /// <param name="folder">The gateway's. What a test put there before is the test's own: files with credentials are among it.</param>
    /// <param name="logs">Who gets the log as well; null is nobody.</param>
    public Eavesdropper(string folder, ILoggerFactory? logs = null)
    {
        _folder = folder;
        _given = [.. Files(folder).Where(static file => !IsOurs(file))];
        Logs = LoggerFactory.Create(logging =>
        {
            Serving.Logs.Choose(logging).SetMinimumLevel(LogLevel.Trace).AddProvider(_log);
            if (logs is not null)
            {
                logging.AddProvider(new Onward(logs));
            }
        });
    }

    /// <summary>Where the gateway logs to.</summary>
    public ILoggerFactory Logs { get; }

    /// <summary>Listens in on an endpoint.</summary>
    public void Attach(ListenOptions endpoint) =>
        endpoint.Use(next =>
            connection =>
            {
                var overheard = new OverheardPipe(connection.Transport);
                _connections.Enqueue(overheard);
                connection.Transport = overheard;
                return next(connection);
            }
        );

    /// <summary>Takes a line that a gateway of its own process prints.</summary>
    public void Hear(string? line) => _printed.Enqueue(line ?? "");

    /// <summary>Has a gateway that still listens tell what it tells its operator.</summary>
    public static async Task AskAsync(Uri gateway)
    {
        using var admin = new TestClient(gateway, TestGateway.AdminKey);
        foreach (var path in new[] { "/metrics", "/admin/status" })
        {
            using var response = await admin.GetAsync(path);
            await TestClient.TextAsync(response);
        }
    }

    /// <summary>After the gateway's end: no credential is in anything that it said or left.</summary>
    public void AssertNothingTold(Canaries canaries)
    {
        canaries.AssertNotIn(string.Join('\n', _log.Lines), "the log");
        canaries.AssertNotIn(string.Join('\n', _printed), "standard output and error");
        foreach (var connection in _connections)
        {
            canaries.AssertNotIn(connection.Said, "what a client got");
        }
        canaries.AssertNotInFiles(Files(_folder).Except(_given));
    }

    public void Dispose() => Logs.Dispose();

    private static string[] Files(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories) : [];

    private static bool IsOurs(string file) => Path.GetExtension(file) is ".journal" or ".db" or ".db-wal" or ".db-shm";

    private sealed class Onward(ILoggerFactory logs) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logs.CreateLogger(categoryName);

        // Whoever made the factory lets it go.
        public void Dispose() { }
    }
}
