using System.Diagnostics.CodeAnalysis;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Keys;
using Prenup.Core.Ports;

namespace Prenup.Gateway.Admitting;

/// <summary>Stage 2: who is asking, and is there room; before one byte of the body is read.</summary>
public sealed class AdmitStage(KeyRing keys, Room room, ILedger ledger, TimeProvider clock)
{
    /// <summary>Lets the request in, or says why not.</summary>
    public bool TryRun(
        Arrival arrival,
        [NotNullWhen(true)] out Admission? admission,
        [NotNullWhen(false)] out Fault? fault
    )
    {
        admission = null;
        fault = Find(arrival, out var key) ?? Check(arrival);
        if (fault is not null)
        {
            return false;
        }
        var bytes = arrival.ContentLength ?? 0;
        if (!room.TryEnter(bytes))
        {
            fault = Refusals.Full;
            return false;
        }
        admission = new Admission(key!, room, bytes);
        return true;
    }

    private Fault? Find(Arrival arrival, out VirtualKey? key)
    {
        key = null;
        var credentials = arrival.Credentials;
        if (credentials.Conflicting)
        {
            return Refusals.KeysConflict;
        }
        if (credentials.Key is null)
        {
            return Refusals.KeyMissing;
        }
        var hash = KeyHash.Of(credentials.Key);
        key = arrival.Catalogue.Keys.Find(hash) ?? keys.Find(hash);
        return key is null ? Refusals.KeyUnknown
            : key.IsValid(hash, clock.GetUtcNow()) ? null
            : Refusals.KeyExpired(key.Name);
    }

    private Fault? Check(Arrival arrival)
    {
        if (room.Closing)
        {
            return Refusals.Closing;
        }
        if (arrival.Operation == Operation.Generate && !ledger.IsAccepting)
        {
            return Refusals.LedgerDown;
        }
        if (arrival.UnreadableBody is { } why)
        {
            return Refusals.Unreadable(why);
        }
        var limit = arrival.Catalogue.Limits.RequestBytes;
        return arrival.ContentLength > limit ? Refusals.BodyTooLarge(limit) : null;
    }
}
