using Microsoft.Extensions.Logging;

namespace Prenup.Serving.Reloading;

/// <summary>
/// Hears of changes in the folders of some files. Only a hint, sometimes early and sometimes missing (shared file systems tell
/// nothing): whoever hears it looks at the files.
/// </summary>
/// <param name="heard">Called at every hint, on any thread.</param>
/// <param name="log">Takes what cannot be watched.</param>
internal sealed class FileWatch(Action heard, ILogger log) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> _folders = [];
    private volatile HashSet<string> _files = [];

    /// <summary>Watches the folders of these files instead of those before.</summary>
    public void Follow(IEnumerable<string> files)
    {
        _files = [.. files];
        var folders = _files.Select(Path.GetDirectoryName).OfType<string>().ToHashSet();
        foreach (var gone in _folders.Keys.Except(folders).ToList())
        {
            _folders.Remove(gone, out var watcher);
            watcher?.Dispose();
        }
        foreach (var folder in folders.Except(_folders.Keys).ToList())
        {
            Watch(folder);
        }
    }

    public void Dispose()
    {
        foreach (var watcher in _folders.Values)
        {
            watcher.Dispose();
        }
    }

    private void Watch(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return; // the reading said so, and looks for it by and by
        }
        try
        {
            var watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite,
            };
            watcher.Changed += Written;
            // Also of other names: a mounted volume swaps the link to a folder, and the files behind it are others.
            watcher.Created += (_, _) => heard();
            watcher.Renamed += (_, _) => heard();
            watcher.Deleted += (_, _) => heard();
            watcher.EnableRaisingEvents = true;
            _folders.Add(folder, watcher);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException)
        {
            log.CannotWatch(folder, fault.Message); // the system's watches may be used up
        }
    }

    // A log in the same folder is written all the time.
    private void Written(object sender, FileSystemEventArgs change)
    {
        if (_files.Contains(change.FullPath))
        {
            heard();
        }
    }
}
