using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Prenup.Configuring;

namespace Prenup.Serving.Reloading;

/// <summary>
/// Brings a changed configuration file into the running gateway: heard of by file watch, found by looking every few seconds, or
/// asked for. It is read and validated whole beside the exchanges; it takes effect at once and whole, or not at all.
/// </summary>
public sealed class ConfigurationReload : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // Editors and copies write in several steps; what was read too early is refused, and read again.
    private static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(100);

    private readonly ConfigurationFile? _file;
    private readonly InForce _inForce;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Lock _turn = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );
    private readonly CancellationTokenSource _end = new();
    private readonly FileWatch _watch;
    private readonly ITimer? _timer;
    private readonly Task _loop;
    private volatile ConfigurationStatus _status;
    private volatile Configuration _configuration;
    private string? _asked;

    /// <summary>Follows a file from now on.</summary>
    /// <param name="file">The file, read before; null where the configuration was made without one, and then stays.</param>
    /// <param name="configuration">What was read.</param>
    /// <param name="inForce">Where it is in force already.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="log">Says what took effect, and what was refused and why.</param>
    public ConfigurationReload(
        ConfigurationFile? file,
        Configuration configuration,
        InForce inForce,
        TimeProvider clock,
        ILogger<ConfigurationReload> log
    )
    {
        (_file, _configuration, _inForce, _clock, _log) = (file, configuration, inForce, clock, log);
        _status = new ConfigurationStatus { File = file?.Path, TookEffectAt = inForce.Since };
        _watch = new FileWatch(Ring, log);
        if (file is not null)
        {
            _watch.Follow(file.Files);
            _timer = clock.CreateTimer(static self => ((ConfigurationReload)self!).Ring(), this, Every, Every);
        }
        inForce.Begin(configuration);
        _loop = LoopAsync();
    }

    /// <summary>What is in force, and what was refused.</summary>
    public ConfigurationStatus Status => _status;

    /// <summary>The configuration in force.</summary>
    public Configuration Configuration => _configuration;

    /// <summary>Has the file read again soon, whether it changed or not; safe to call from a signal.</summary>
    /// <param name="who">Who asks, for the log.</param>
    public void Ask(string who)
    {
        _asked = who;
        Ring();
    }

    /// <summary>Reads the file now. True where the configuration in force is the file's when this returns.</summary>
    /// <param name="why">Why it is read, for the log.</param>
    public bool ReadNow(string why)
    {
        if (_file is null)
        {
            _log.HasNoFile(why);
            return true;
        }
        lock (_turn) // the older of two readings must not be the last
        {
            var result = _file.Read();
            _watch.Follow(_file.Files);
            return result.Configuration is { } next ? Take(next, why) : Refuse(result.Errors.Select(Text), why);
        }
    }

    /// <summary>Lets go of what only configurations of the past needed and no exchange uses any more; happens at every look, too.</summary>
    public void LetGo() => _inForce.LetGo();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }
        _bell.Writer.TryComplete();
        await _end.CancelAsync();
        await _loop;
        _watch.Dispose();
        _end.Dispose();
    }

    private static string Text(Problem problem) => problem.ToString();

    private void Ring() => _bell.Writer.TryWrite(true);

    private async Task LoopAsync()
    {
        try
        {
            while (await _bell.Reader.WaitToReadAsync(_end.Token))
            {
                await Task.Delay(Settle, _clock, _end.Token);
                _bell.Reader.TryRead(out _);
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            _log.FollowsNoMore();
        }
    }

    private void Look()
    {
        try
        {
            if (Interlocked.Exchange(ref _asked, null) is { } who)
            {
                ReadNow(who);
            }
            else if (_file?.HasChanged() == true)
            {
                ReadNow("it changed");
            }
            LetGo();
        }
        catch (Exception bug) // a file that breaks the reader is one more file that is refused
        {
            _log.CouldNotLook(bug);
        }
    }

    private bool Take(Configuration next, string why)
    {
        var reasons = FixedSettings.Reasons(_configuration, next);
        if (reasons.Count > 0)
        {
            return Refuse(reasons, why);
        }
        var changes = ConfigurationDiff.Between(_configuration, next);
        var now = _clock.GetUtcNow();
        _inForce.Put(next, now);
        _configuration = next;
        _log.TookEffect(_status.File, why, now, changes.Count == 0 ? "nothing changed" : string.Join(" | ", changes));
        foreach (var warning in next.Warnings)
        {
            _log.Warned(warning);
        }
        _status = _status with { TookEffectAt = now, Reloads = _status.Reloads + 1, Changes = changes, Refused = null };
        return true;
    }

    private bool Refuse(IEnumerable<string> reasons, string why)
    {
        var refused = new RefusedReload(_clock.GetUtcNow(), [.. reasons]);
        _log.Refused(_status.File, why, refused.Reasons.Count, _status.TookEffectAt);
        foreach (var reason in refused.Reasons)
        {
            _log.RefusedBecause(reason);
        }
        _status = _status with { Refusals = _status.Refusals + 1, Refused = refused };
        return false;
    }
}
