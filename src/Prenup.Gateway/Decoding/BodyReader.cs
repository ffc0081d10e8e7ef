using System.Buffers;
using Prenup.Core.Faults;

namespace Prenup.Gateway.Decoding;

/// <summary>Reads a request body into one piece of pooled memory, within the gateway's and the exchange's limits.</summary>
internal static class BodyReader
{
    private const int FirstGuess = 8 << 10;

    /// <summary>Fills the buffer, or says why it could not: too large, no memory left, broken off.</summary>
    public static async ValueTask<Fault?> ReadAsync(Arrival arrival, Admission admission, PooledBuffer body)
    {
        try
        {
            while (true)
            {
                var read = await arrival.Body.ReadAsync(arrival.ClientGone);
                var fault = Take(read.Buffer, body, arrival, admission);
                arrival.Body.AdvanceTo(read.Buffer.End);
                if (fault is not null || read.IsCompleted)
                {
                    return fault;
                }
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException)
        {
            // Kestrel's own limits on slow and torn bodies end here, and a client that left.
            return Refusals.BodyBroken(broken);
        }
    }

    /// <summary>A buffer that fits the announced length without growing.</summary>
    public static PooledBuffer Buffer(Arrival arrival) => new((int)(arrival.ContentLength ?? FirstGuess));

    private static Fault? Take(ReadOnlySequence<byte> bytes, PooledBuffer body, Arrival arrival, Admission admission)
    {
        var limit = arrival.Catalogue.Limits.RequestBytes;
        if (body.Length + bytes.Length > limit)
        {
            return Refusals.BodyTooLarge(limit);
        }
        if (arrival.ContentLength is null && !admission.TryGrow(bytes.Length))
        {
            return Refusals.Full;
        }
        foreach (var segment in bytes)
        {
            body.Append(segment.Span);
        }
        return null;
    }
}
