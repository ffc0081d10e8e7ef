using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Dialects.Requests;

namespace Prenup.Gateway.Decoding;

/// <summary>Stage 3: the body into pooled memory, and one pass over it for what the later stages need.</summary>
public static class DecodeStage
{
    /// <summary>Reads the body within its limits and finds out what is asked; what a cloud could read differently is refused.</summary>
    public static async ValueTask<Result<Ask>> RunAsync(Arrival arrival, Admission admission)
    {
        if (arrival.Operation != Operation.Generate)
        {
            return Stored(arrival);
        }
        var body = BodyReader.Buffer(arrival);
        if (await BodyReader.ReadAsync(arrival, admission, body) is { } broken)
        {
            body.Dispose();
            return broken;
        }
        if (
            !RequestReader.TryRead(body.Memory, arrival.Dialect, out var asked, out var fault)
            || (fault = Check(arrival, asked)) is not null
        )
        {
            body.Dispose();
            return fault;
        }
        return new Ask(body, asked) { ModelName = arrival.PathModel ?? asked.Model, ForeignState = asked.ForeignState };
    }

    private static Fault? Check(Arrival arrival, AskedBody asked)
    {
        if (arrival.PathModel is null && asked.Model is null)
        {
            return Refusals.ModelMissing;
        }
        if (arrival.PathModel is { } path && asked.Model is { } named && path != named)
        {
            return Refusals.ModelsDiffer;
        }
        return asked.Background ? Refusals.Background : null;
    }

    // An operation on a stored response has no body worth reading; its id is the reference.
    private static Ask Stored(Arrival arrival) =>
        new(new PooledBuffer(0), null)
        {
            ModelName = null,
            ForeignState = [new StateReference("response_id", arrival.StoredId!)],
        };
}
