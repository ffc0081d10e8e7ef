using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Prenup.Core.Faults;
using Prenup.Core.Keys;

namespace Prenup.Gateway.Permitting;

/// <summary>The exchanges that clients named by an <c>Idempotency-Key</c>: each key's own names, each for a day.</summary>
public sealed class Repeats(TimeProvider clock)
{
    // With more than these, the oldest are forgotten before their day is over.
    private const int Most = 100_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<(string Key, string Name), Repeat> _known = new();
    private readonly ConcurrentQueue<((string, string) Id, Repeat Repeat)> _oldest = new();

    /// <summary>Names an exchange, unless the name stands for another one.</summary>
    /// <param name="key">Who asks.</param>
    /// <param name="arrival">What it is named.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="repeat">The exchange that the name stands for from now on, or stood for already.</param>
    /// <param name="fault">Why neither can be.</param>
    /// <returns>Whether this is the first request of the name.</returns>
    public bool TryBegin(
        VirtualKey key,
        Arrival arrival,
        Ask ask,
        [NotNullWhen(true)] out Repeat? repeat,
        out Fault? fault
    )
    {
        var name = arrival.IdempotencyKey!;
        if (name.Length > Repeat.LongestName)
        {
            (repeat, fault) = (null, Refusals.RepeatUnreadable);
            return false;
        }
        Forget();
        var id = (key.Name, name);
        var mine = new Repeat(arrival.Exchange, Fingerprint(arrival, ask), clock.GetUtcNow());
        repeat = _known.GetOrAdd(id, mine);
        if (ReferenceEquals(repeat, mine))
        {
            mine.Record(new Recording(clock, arrival.Catalogue.Limits.RequestBytes));
            _oldest.Enqueue((id, mine));
            fault = null;
            return true;
        }
        fault = repeat.Fingerprint == mine.Fingerprint ? null : Refusals.RepeatDiffers(repeat);
        return false;
    }

    /// <summary>The exchange has ended. A name is free again where nothing can have been billed: then a repeat is no second charge.</summary>
    public void End(VirtualKey key, Arrival arrival, Repeat repeat)
    {
        var recording = repeat.Recording!;
        if (!repeat.MayCost)
        {
            _known.TryRemove(KeyValuePair.Create((key.Name, arrival.IdempotencyKey!), repeat));
        }
        repeat.End(recording.Torn ? AttemptFaults.ClientGone.Status : recording.StatusCode);
    }

    // What is in flight is never forgotten: it waits for its turn at the end of the row.
    private void Forget()
    {
        var from = clock.GetUtcNow() - Kept;
        while (_oldest.TryPeek(out var oldest) && (oldest.Repeat.Begun < from || _oldest.Count > Most))
        {
            if (!_oldest.TryDequeue(out oldest))
            {
                return;
            }
            if (oldest.Repeat.Recording is not null)
            {
                _oldest.Enqueue(oldest);
                return;
            }
            _known.TryRemove(KeyValuePair.Create(oldest.Id, oldest.Repeat));
        }
    }

    // The same request: the same bytes to the same place. Query and other headers do not change what is generated.
    private static UInt128 Fingerprint(Arrival arrival, Ask ask)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([(byte)arrival.Dialect]);
        hash.AppendData(Encoding.UTF8.GetBytes(arrival.PathModel ?? ""));
        hash.AppendData([0]);
        hash.AppendData(ask.Body.Span);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
