using System.Buffers;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Dialects.Faults;
using Prenup.Dialects.Framing;
using Prenup.Dialects.Replies;

namespace Prenup.Gateway.Streaming;

/// <summary>
/// A stream of events: <c>Held → HeadSent → Committed</c>. Events before the first content are held, and another offer may
/// take over; from the first content on they pass, flushed as they come; the last one waits for the entry.
/// </summary>
internal sealed class StreamDelivery : IDisposable
{
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);
    private readonly Exchange _exchange;
    private readonly Attempt _attempt;
    private readonly Answer _answer;
    private readonly StreamOut _output;
    private readonly TimeProvider _clock;
    private readonly Timers _timers;
    private readonly SseFramer _framer;
    private readonly StreamTap _tap;
    private readonly ModelEcho _echo;
    private readonly bool _keepsState;
    private PooledBuffer? _held = new(0);
    private long? _firstContent;
    private List<UInt128>? _sealed;
    private bool _draining;

    public StreamDelivery(Exchange exchange, Attempt attempt, Answer answer, StreamOut output, TimeProvider clock)
    {
        (_exchange, _attempt, _answer, _output, _clock) = (exchange, attempt, answer, output, clock);
        _timers = attempt.Offer.Timers;
        _framer = new SseFramer(exchange.Arrival.Catalogue.Limits.EventBytes);
        _tap = StreamTap.For(exchange.Arrival.Dialect, attempt.Offer.Name);
        _echo = Echo.Of(exchange, attempt);
        _keepsState = exchange.Arrival.Dialect == Dialect.OpenAiResponses;
    }

    private bool Committed => _held is null;

    public void Dispose()
    {
        _framer.Dispose();
        _held?.Dispose();
    }

    public async ValueTask<Delivery> RunAsync()
    {
        _attempt.Watch.Arm(Phase.FirstContent, _timers.FirstContent);
        try
        {
            while (true)
            {
                var read = await _answer.Body!.ReadAsync(_framer.GetMemory(), _attempt.Watch.Token);
                _framer.Advance(read);
                var end = await TakeAsync(atEnd: read == 0);
                if (end is not null)
                {
                    return end;
                }
            }
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            return Broken(StreamFaults.Of(broken, _attempt), ending: null);
        }
    }

    // Everything that came with one read is written under one pen and flushed once.
    private async ValueTask<Delivery?> TakeAsync(bool atEnd)
    {
        await _output.EnterAsync();
        try
        {
            var end = Take(atEnd);
            if (Committed && !_draining)
            {
                await FlushAsync();
            }
            return end is { Outcome: Outcome.Completed } ? await EndedAsync(end, atEnd) : end;
        }
        finally
        {
            _output.Exit();
        }
    }

    private Delivery? Take(bool atEnd)
    {
        while (_framer.TryRead(out var frame) || (atEnd && _framer.TryFlush(out frame)))
        {
            var reading = frame.HasData ? _tap.Read(frame.Data.Span) : default(EventReading);
            if (_keepsState && frame.HasData)
            {
                SealedState.Collect(frame.Data.Span, ref _sealed);
            }
            if (reading.IsError)
            {
                return Failed(frame, reading, atEnd);
            }
            if (reading.IsContent)
            {
                Commit();
            }
            if (reading.IsTerminal)
            {
                Commit();
                return Completed(Copy(frame, reading));
            }
            if (!reading.IsUsageOnly || _exchange.Ask.WantsUsageChunk)
            {
                Write(_held ?? (IBufferWriter<byte>)_exchange.Arrival.Reply.Body, frame, reading);
            }
        }
        return _framer.Overflowed
                ? Broken(AttemptFaults.NotTheDialect(_attempt.Offer.Name, "an event without an end"), null)
            : atEnd ? AtEnd()
            : null;
    }

    private Delivery AtEnd()
    {
        if (!_tap.EndedWell)
        {
            return Broken(AttemptFaults.Cut(_attempt.Offer.Name, null), null);
        }
        Commit();
        return Completed(new PooledBuffer(0));
    }

    // The first content, or a reply that ends without any: from here on the client has this offer's reply.
    private void Commit()
    {
        _firstContent ??= _clock.GetTimestamp();
        if (!_draining)
        {
            _attempt.Watch.Arm(Phase.Idle, _timers.Idle);
        }
        if (_held is not { } held)
        {
            return;
        }
        var reply = _exchange.Arrival.Reply;
        if (!reply.Started)
        {
            var overhead = _clock.GetElapsedTime(_exchange.Arrival.Timestamp + (_firstContent.Value - _attempt.Begun));
            ReplyHead.Answered(_exchange.Arrival, _exchange.Permit, _attempt, _answer, overhead);
            ReplyHead.Stream(reply);
        }
        reply.Body.Write(held.Span);
        held.Dispose();
        _held = null;
    }

    private async ValueTask FlushAsync()
    {
        if (Drains())
        {
            return;
        }
        var flush = _exchange.Arrival.Reply.Body.FlushAsync(_attempt.Watch.Token);
        if (!flush.IsCompletedSuccessfully)
        {
            // The content timers rest while the client does not read.
            _attempt.Watch.Arm(Phase.ClientWrite, _timers.ClientWrite);
            await flush;
            _attempt.Watch.Arm(Phase.Idle, _timers.Idle);
        }
    }

    // The client left, and the policy is to read on for the cloud's usage: nothing is written any more.
    private bool Drains()
    {
        if (
            !_draining
            && _exchange.Permit.Model.OnAbort == AbortPolicy.Drain
            && _exchange.Arrival.ClientGone.IsCancellationRequested
        )
        {
            _draining = true;
        }
        return _draining;
    }

    // The connection's own end usually comes with the last event; waiting for it a moment keeps the connection usable.
    private async ValueTask<Delivery> EndedAsync(Delivery end, bool atEnd)
    {
        if (!atEnd)
        {
            _attempt.Watch.Arm(Phase.Linger, Linger);
            try
            {
                while (await _answer.Body!.ReadAsync(_framer.GetMemory(), _attempt.Watch.Token) > 0) { }
            }
            catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
            {
                return end; // the reply is whole all the same
            }
        }
        return end;
    }

    private Delivery Completed(PooledBuffer ending) =>
        new()
        {
            Outcome = Outcome.Completed,
            Fault = _draining ? AttemptFaults.ClientGone : null,
            Facts = _tap.Facts,
            Sealed = _sealed,
            FirstContentAt = _firstContent,
            Final = true,
            Ending = ending,
        };

    // An error in the cloud's words passes as it came; bytes that are no event, or half of one, give way to our own words.
    private Delivery Failed(SseFrame frame, EventReading reading, bool atEnd) =>
        _tap.Facts.Fault switch
        {
            { Cause: null } said => Broken(said, Copy(frame, reading)),
            { } unreadable when !atEnd => Broken(unreadable, null),
            _ => Broken(AttemptFaults.Cut(_attempt.Offer.Name, _tap.Facts.Fault?.Cause), null),
        };

    private Delivery Broken(Fault fault, PooledBuffer? ending)
    {
        var gone = AttemptFaults.IsOutOfReach(fault);
        if (Committed && !gone && ending is null)
        {
            ending = new PooledBuffer(512);
            FaultWriter.WriteEvent(fault, _exchange.Arrival.Dialect, _tap.Facts.NextSequenceNumber, ending);
        }
        return new Delivery
        {
            Outcome =
                gone ? Outcome.Aborted
                : Committed ? Outcome.Cut
                : Outcome.Failed,
            Fault = fault,
            Facts = _tap.Facts,
            Sealed = _sealed,
            FirstContentAt = _firstContent,
            Final = gone || Committed,
            Ending = Committed && !gone ? ending : null,
            Torn = gone,
        };
    }

    private PooledBuffer Copy(SseFrame frame, EventReading reading)
    {
        var copy = new PooledBuffer(frame.Raw.Length + 64);
        Write(copy, frame, reading);
        return copy;
    }

    private void Write(IBufferWriter<byte> target, SseFrame frame, EventReading reading)
    {
        var raw = frame.Raw.Span;
        if (
            reading.ModelLength > 0
            && _echo.TryEdit(raw, frame.RawOffset(reading.ModelOffset), reading.ModelLength, out var edit)
        )
        {
            target.Write(raw[..edit.Offset]);
            target.Write(edit.Replacement.Span);
            raw = raw[(edit.Offset + edit.Length)..];
        }
        target.Write(raw);
    }
}
