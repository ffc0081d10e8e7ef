using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Prenup.Configuring;
using Prenup.Core.Budgets;
using Prenup.Serving;
using Prenup.Stores.Alerts;

namespace Prenup.Alerting;

/// <summary>
/// Tells the configured receivers of budgets that are used up to a mark: each alert is written down first, then posted until it
/// was taken, at most three days long.
/// </summary>
public sealed class Alerts : IAsyncDisposable
{
    private static readonly TimeSpan GiveUp = TimeSpan.FromDays(3);
    private readonly Channel<BudgetCrossing> _raised = Channel.CreateUnbounded<BudgetCrossing>(); // a few per scope and window
    private readonly CancellationTokenSource _ends = new();
    private readonly AlertOutbox _outbox;
    private readonly WebhookSender _sender;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly Task _loop;
    private volatile IReadOnlyList<Webhook> _webhooks;
    private long _raisedCount;
    private long _delivered;
    private long _givenUp;
    private int _waiting;

    /// <summary>Goes on with what an earlier process did not deliver.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="webhooks">Who is told.</param>
    /// <param name="clock">Where time comes from.</param>
    /// <param name="log">Where failures are told.</param>
    public Alerts(string folder, IReadOnlyList<Webhook> webhooks, TimeProvider clock, ILogger<Alerts> log)
    {
        (_webhooks, _clock, _log) = (webhooks, clock, log);
        _outbox = AlertOutbox.Open(folder, clock);
        _sender = new WebhookSender(clock);
        _loop = LoopAsync();
    }

    /// <summary>Alerts that this process wrote down.</summary>
    public long Raised => Interlocked.Read(ref _raisedCount);

    /// <summary>Posts that a receiver took.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Posts that no receiver took in time.</summary>
    public long GivenUp => Interlocked.Read(ref _givenUp);

    /// <summary>Posts that wait for their receiver.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Raises an alert; the same one twice is one.</summary>
    public void Raise(BudgetCrossing crossing) => _raised.Writer.TryWrite(crossing);

    /// <summary>Other receivers from now on.</summary>
    public void Replace(IReadOnlyList<Webhook> webhooks) => _webhooks = webhooks;

    /// <summary>Ends; what was not delivered goes on with the next process.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_raised.Writer.TryComplete())
        {
            return; // it has ended
        }
        await _ends.CancelAsync();
        await _loop;
        WriteDown();
        _outbox.Dispose();
        _sender.Dispose();
        _ends.Dispose();
    }

    private async Task LoopAsync()
    {
        while (!_ends.IsCancellationRequested)
        {
            WriteDown();
            var next = await DeliverAsync();
            try
            {
                using var until = CancellationTokenSource.CreateLinkedTokenSource(_ends.Token);
                var more = _raised.Reader.WaitToReadAsync(until.Token).AsTask();
                await Task.WhenAny(more, Task.Delay(next, _clock, until.Token));
                await until.CancelAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void WriteDown()
    {
        while (_raised.Reader.TryRead(out var crossing))
        {
            var added = false;
            foreach (var webhook in _webhooks)
            {
                added |= Try(() =>
                    _outbox.TryAdd(AlertBody.Id(crossing), webhook.Name, AlertBody.Of(crossing, _clock.GetUtcNow()))
                );
            }
            if (added)
            {
                Interlocked.Increment(ref _raisedCount);
            }
        }
    }

    /// <summary>Posts what is due; how long nothing will be.</summary>
    private async Task<TimeSpan> DeliverAsync()
    {
        IReadOnlyList<WaitingAlert> waiting = [];
        Try(() => (waiting = _outbox.Waiting()).Count > 0);
        var left = 0;
        foreach (var alert in waiting)
        {
            if (
                _webhooks.FirstOrDefault(webhook => webhook.Name == alert.Receiver) is { } to
                && await _sender.TrySendAsync(to, alert, _ends.Token)
            )
            {
                Interlocked.Increment(ref _delivered);
                Try(() => Done(alert));
            }
            else if (_clock.GetUtcNow() - alert.At > GiveUp)
            {
                Interlocked.Increment(ref _givenUp);
                _log.AlertGivenUp(alert.Id, alert.Receiver);
                Try(() => Done(alert));
            }
            else
            {
                left++;
            }
        }
        Volatile.Write(ref _waiting, left);
        return left == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(1);
    }

    private bool Done(WaitingAlert alert)
    {
        _outbox.Done(alert);
        _sender.Forget(alert);
        return true;
    }

    private bool Try(Func<bool> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException fault)
        {
            _log.AlertsUnwritten(fault); // tried again with the next look, or found again at the next start
            return false;
        }
    }
}
