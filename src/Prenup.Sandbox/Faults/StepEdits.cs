using System.Collections.Immutable;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Faults;

/// <summary>Edits of a reply's steps that know nothing about what the bytes mean.</summary>
internal static class StepEdits
{
    /// <summary>Keeps the head and so many events, then ends with <paramref name="ending"/>.</summary>
    public static Reply CutAfter(Reply reply, int events, params ReadOnlySpan<Step> ending) =>
        reply with
        {
            Steps = [.. reply.Steps[..IndexAfter(reply, events)], .. ending],
            IsCut = true,
        };

    /// <summary>Keeps so many bytes of body, then ends with <paramref name="ending"/>.</summary>
    public static Reply CutAtByte(Reply reply, long bytes, params ReadOnlySpan<Step> ending)
    {
        var kept = ImmutableArray.CreateBuilder<Step>();
        long left = bytes;
        foreach (Step step in reply.Steps)
        {
            if (step is not Step.Send send)
            {
                kept.Add(step);
            }
            else if (send.Bytes.Length < left)
            {
                kept.Add(send);
                left -= send.Bytes.Length;
            }
            else
            {
                kept.Add(send with { Bytes = send.Bytes[..(int)left] });
                break;
            }
        }

        kept.AddRange(ending);
        return reply with { Steps = kept.ToImmutable(), IsCut = true };
    }

    /// <summary>Does something more after so many events.</summary>
    public static Reply Insert(Reply reply, int events, Step step) =>
        reply with
        {
            Steps = reply.Steps.Insert(IndexAfter(reply, events), step),
        };

    /// <summary>Sends every piece in slices with a silence after each.</summary>
    public static Reply Slice(Reply reply, int size, TimeSpan silence)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (Step step in reply.Steps)
        {
            if (step is not Step.Send send)
            {
                steps.Add(step);
                continue;
            }

            for (int start = 0; start < send.Bytes.Length; start += size)
            {
                int length = Math.Min(size, send.Bytes.Length - start);
                steps.Add(send with { Bytes = send.Bytes.Slice(start, length) });
                steps.Add(new Step.Wait(silence));
            }
        }

        return reply with
        {
            Steps = steps.ToImmutable(),
        };
    }

    /// <summary>Leaves out pieces.</summary>
    public static Reply Without(Reply reply, params Part[] parts) =>
        reply with
        {
            Steps = reply.Steps.RemoveAll(s => s is Step.Send send && parts.Contains(send.Part)),
        };

    /// <summary>Rewrites the content of a stream, or a whole body.</summary>
    public static Reply MapContent(Reply reply, Func<ReadOnlyMemory<byte>, byte[]> edit) =>
        Map(reply, send => send.Part is Part.Content or Part.Body, edit);

    /// <summary>Rewrites every event of a stream.</summary>
    public static Reply MapEvents(Reply reply, Func<ReadOnlyMemory<byte>, byte[]> edit) =>
        Map(reply, send => send.Part is not Part.Body, edit);

    /// <summary>Rewrites the last piece.</summary>
    public static Reply MapLast(Reply reply, Func<ReadOnlyMemory<byte>, byte[]> edit)
    {
        Step last = reply.Steps[^1];
        return Map(reply, send => ReferenceEquals(send, last), edit);
    }

    /// <summary>An answer that fails before any content is not billed.</summary>
    public static Reply UnbilledWithoutContent(this Reply reply) =>
        reply.Steps.Any(s => s is Step.Send { Part: Part.Content, Generated: > 0 })
            ? reply
            : reply with
            {
                Bill = null,
            };

    private static Reply Map(Reply reply, Func<Step.Send, bool> which, Func<ReadOnlyMemory<byte>, byte[]> edit)
    {
        Reply edited = reply with
        {
            Steps =
            [
                .. reply.Steps.Select(s =>
                    s is Step.Send send && which(send) ? send with { Bytes = edit(send.Bytes) } : s
                ),
            ],
        };
        return edited with { Length = edited.Steps.Sum(s => s is Step.Send send ? send.Bytes.Length : 0) };
    }

    private static int IndexAfter(Reply reply, int events)
    {
        int seen = 0;
        for (int i = 0; i < reply.Steps.Length; i++)
        {
            if (seen == events && i > 0 && reply.Steps[i] is Step.Send or Step.Wait && HeadBefore(reply, i))
            {
                return i;
            }

            seen += reply.Steps[i] is Step.Send ? 1 : 0;
        }

        return reply.Steps.Length;
    }

    private static bool HeadBefore(Reply reply, int index) => reply.Steps[..index].Any(s => s is Step.Head);
}
