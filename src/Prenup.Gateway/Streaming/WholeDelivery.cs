using System.Buffers;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Dialects.Replies;

namespace Prenup.Gateway.Streaming;

/// <summary>
/// A whole reply: held up to 1 MiB, so that its cost is exact in a header and a torn one can be replaced; a larger one passes
/// through, but for a last piece that waits for its entry.
/// </summary>
internal sealed class WholeDelivery(Exchange exchange, Attempt attempt, Answer answer, TimeProvider clock) : IDisposable
{
    // A model's name that straddles two reads must still be whole when it is looked at.
    private const int Margin = 1 << 10;
    private readonly Timers _timers = attempt.Offer.Timers;
    private readonly WholeTap _tap = new(exchange.Arrival.Dialect, attempt.Offer.Name);
    private readonly PooledBuffer _window = new(8 << 10);
    private long _passed;
    private bool _named;
    private bool _handedOn;

    /// <summary>Lets the window go, unless it was handed on as the ending.</summary>
    public void Dispose()
    {
        if (!_handedOn)
        {
            _window.Dispose();
        }
    }

    public async ValueTask<Delivery> RunAsync()
    {
        try
        {
            while (await ReadAsync())
            {
                if (_passed > 0 || _window.Length > exchange.Arrival.Catalogue.Limits.HeldReplyBytes)
                {
                    await PassAsync();
                }
            }
            return Ended();
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            return Broken(StreamFaults.Of(broken, attempt));
        }
    }

    private async ValueTask<bool> ReadAsync()
    {
        attempt.Watch.Arm(Phase.Idle, _timers.Idle);
        var memory = _window.GetMemory(4 << 10);
        var read = await answer.Body!.ReadAsync(memory, attempt.Watch.Token);
        _tap.Append(memory.Span[..read]);
        _window.Advance(read);
        return read > 0;
    }

    // The window keeps the last margin, so that the reply never ends before its entry is written.
    private async ValueTask PassAsync()
    {
        var reply = exchange.Arrival.Reply;
        if (!reply.Started)
        {
            ReplyHead.Answered(
                exchange.Arrival,
                exchange.Permit,
                attempt,
                answer,
                clock.GetElapsedTime(exchange.Arrival.Timestamp, answer.HeadAt)
            );
            ReplyHead.ContentType(reply, answer);
        }
        Rename();
        var ready = _window.Length - Margin;
        if (ready > 0)
        {
            reply.Body.Write(_window.Span[..ready]);
            _window.Consume(ready);
            _passed += ready;
            attempt.Watch.Arm(Phase.ClientWrite, _timers.ClientWrite);
            await reply.Body.FlushAsync(attempt.Watch.Token);
        }
    }

    private Delivery Ended()
    {
        _tap.Complete();
        if (!_tap.WellFormed)
        {
            return Broken(AttemptFaults.NotTheDialect(attempt.Offer.Name, "a body that is not JSON"));
        }
        // What is wrong about the client's own request passes as the cloud wrote it, even under a 200.
        var fault = _tap.Facts.Fault;
        if (fault is not null && fault is not { Blame: Blame.Client, Retry: RetryAdvice.Never })
        {
            return Broken(fault);
        }
        List<UInt128>? sealedState = null;
        if (exchange.Arrival.Dialect == Dialect.OpenAiResponses && _passed == 0)
        {
            SealedState.Collect(_window.Span, ref sealedState);
        }
        Rename();
        _handedOn = true;
        return new Delivery
        {
            Outcome = fault is null ? Outcome.Completed : Outcome.Failed,
            Fault = fault,
            Facts = _tap.Facts,
            Sealed = sealedState,
            FirstContentAt = fault is null ? answer.HeadAt : null,
            Final = true,
            Ending = _window,
            Held = _passed == 0,
            UpstreamTicks = clock.GetTimestamp() - attempt.Begun,
        };
    }

    private Delivery Broken(Fault fault)
    {
        var gone = AttemptFaults.IsOutOfReach(fault);
        return new Delivery
        {
            Outcome =
                gone ? Outcome.Aborted
                : _passed > 0 ? Outcome.Cut
                : Outcome.Failed,
            Fault = fault,
            Facts = _tap.Facts,
            Final = gone || _passed > 0,
            Torn = gone || _passed > 0,
        };
    }

    private void Rename()
    {
        if (_named || _tap.ModelLength == 0)
        {
            return;
        }
        _named = true;
        if (
            Echo.Of(exchange, attempt)
                .TryEdit(_window.Span, (int)(_tap.ModelOffset - _passed), _tap.ModelLength, out var edit)
        )
        {
            var behind = _window.Span[(edit.Offset + edit.Length)..].ToArray();
            _window.Truncate(edit.Offset);
            _window.Append(edit.Replacement.Span);
            _window.Append(behind);
        }
    }
}
