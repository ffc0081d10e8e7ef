using System.IO.Pipelines;

namespace Prenup.Gateway;

/// <summary>
/// A reply that is written down as it comes, so that several connections can follow it: the one that asked, and those that
/// repeat its request. Nobody's leaving ends it before a while has passed in which nobody followed.
/// </summary>
public sealed class Recording : ClientReply, IDisposable
{
    // Clients wait at most some seconds before they repeat a request whose connection broke.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock _lock = new();
    private readonly RecordedBody _body;
    private readonly List<(string Name, string Value)> _headers = [];
    private readonly List<(string Name, string Value)> _trailers = [];
    private readonly CancellationTokenSource _abandoned = new();
    private readonly ITimer _alone;
    private int _status = 200;
    private long? _length;
    private int _followers;
    private bool _torn;

    /// <summary>Begins to record.</summary>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="most">Bytes at most; a longer reply is torn.</param>
    public Recording(TimeProvider clock, long most)
    {
        _body = new RecordedBody(most);
        Abandoned = _abandoned.Token;
        _alone = clock.CreateTimer(
            static recording => ((Recording)recording!).Abandon(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Set when nobody follows any more.</summary>
    public CancellationToken Abandoned { get; }

    /// <summary>The status that followers see.</summary>
    public int StatusCode => _status;

    /// <summary>Whether the reply ended before its end.</summary>
    public bool Torn => Volatile.Read(ref _torn);

    /// <inheritdoc/>
    public override bool Started => _body.Started;

    /// <inheritdoc/>
    public override PipeWriter Body => _body;

    /// <inheritdoc/>
    public override void Status(int status) => _status = status;

    /// <inheritdoc/>
    public override void Header(string name, string value)
    {
        _headers.RemoveAll(header => header.Name == name);
        _headers.Add((name, value));
    }

    /// <inheritdoc/>
    public override void Length(long bytes) => _length = bytes;

    /// <inheritdoc/>
    public override void Trailer(string name, string value) => _trailers.Add((name, value));

    /// <inheritdoc/>
    public override void Abort() => Volatile.Write(ref _torn, true);

    /// <summary>The exchange has ended: nothing more is written.</summary>
    public void End()
    {
        if (_body.Overflowed)
        {
            Abort();
        }
        _body.Complete();
    }

    /// <summary>Follows the reply to its end, from its begin.</summary>
    /// <param name="to">Where it goes.</param>
    /// <param name="joins">Whether this connection repeats another's request, which its head then says.</param>
    /// <param name="gone">Set when this follower leaves.</param>
    public async Task FollowAsync(ClientReply to, bool joins, CancellationToken gone)
    {
        Enter();
        try
        {
            await _body.BegunAsync(gone);
            if (!_body.Started && Torn)
            {
                to.Abort();
                return;
            }
            Head(to, joins);
            await CopyAsync(to.Body, gone);
            if (Torn)
            {
                to.Abort();
                return;
            }
            _trailers.ForEach(trailer => to.Trailer(trailer.Name, trailer.Value));
        }
        catch (Exception left) when (left is OperationCanceledException or IOException)
        {
            to.Abort();
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Nobody follows any more, and nobody will.</summary>
    public void Dispose()
    {
        _alone.Dispose();
        _abandoned.Dispose();
    }

    private void Head(ClientReply to, bool joins)
    {
        to.Status(_status);
        _headers.ForEach(header => to.Header(header.Name, header.Value));
        if (joins)
        {
            to.Header(Repeat.Header, "joined");
        }
        if (_length is { } length)
        {
            to.Length(length);
        }
    }

    private async Task CopyAsync(PipeWriter to, CancellationToken gone)
    {
        for (long at = 0; ; )
        {
            var more = await _body.ReadAsync(at, gone);
            if (more.IsEmpty)
            {
                return;
            }
            await to.WriteAsync(more, gone);
            at += more.Length;
        }
    }

    private void Enter()
    {
        lock (_lock)
        {
            _followers++;
            _alone.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (--_followers == 0)
            {
                _alone.Change(Patience, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Abandon()
    {
        lock (_lock)
        {
            if (_followers > 0)
            {
                return;
            }
        }
        try
        {
            _abandoned.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The exchange ended meanwhile.
        }
    }
}
