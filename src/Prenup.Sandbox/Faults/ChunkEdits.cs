using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Azure;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Faults;

/// <summary>Edits of chat chunks: shapes that are legal, or at least in the wild, and that readers stumble over.</summary>
internal static class ChunkEdits
{
    /// <summary>Every content chunk carries the usage so far; the usage chunk comes twice.</summary>
    public static Reply RepeatUsage(Reply reply) =>
        Expand(
            reply,
            send =>
                send.Part switch
                {
                    Part.Content => [send with { Bytes = WithUsage(send, reply) }],
                    Part.Usage => [send, send],
                    _ => [send],
                }
        );

    /// <summary>After the finish reason comes the asynchronous filter's chunk.</summary>
    public static Reply AddFilterOffsets(Reply reply) =>
        Expand(
            reply,
            send =>
                send.Part == Part.Finish
                    ? [send, new(Sse.Data(ContentFilter.OffsetsChunk()), Part.Finish, send.Generated)]
                    : [send]
        );

    /// <summary>Before each content chunk comes one with an empty delta, after it one with empty content.</summary>
    public static Reply AddEmptyDeltas(Reply reply) =>
        Expand(
            reply,
            send =>
                send.Part == Part.Content
                    ? [WithDelta(send, _ => { }), send, WithDelta(send, delta => delta.WriteString("content", ""))]
                    : [send]
        );

    private static Reply Expand(Reply reply, Func<Step.Send, Step.Send[]> edit) =>
        FaultEvents.IsResponses(reply) || !reply.IsStream
            ? reply
            : reply with
            {
                Steps = [.. reply.Steps.SelectMany<Step, Step>(step => step is Step.Send send ? edit(send) : [step])],
            };

    private static byte[] WithUsage(Step.Send send, Reply reply) =>
        Sse.Data(
            Rewrite(
                FaultEvents.Json(send.Bytes),
                "usage",
                json =>
                    json.Object(
                        "usage",
                        usage =>
                        {
                            usage.WriteNumber("prompt_tokens", reply.Bill?.Usage.Input ?? 0);
                            usage.WriteNumber("completion_tokens", send.Generated);
                            usage.WriteNumber("total_tokens", (reply.Bill?.Usage.Input ?? 0) + send.Generated);
                        }
                    )
            )
        );

    private static Step.Send WithDelta(Step.Send send, Action<Utf8JsonWriter> delta)
    {
        JsonElement chunk = FaultEvents.Json(send.Bytes);
        byte[] json = Rewrite(
            chunk,
            "choices",
            json =>
                json.Array(
                    "choices",
                    choices =>
                    {
                        foreach (JsonElement choice in chunk.Get("choices").Items())
                        {
                            choices.WriteRawValue(Rewrite(choice, "delta", c => c.Object("delta", delta)));
                        }
                    }
                )
        );
        return send with { Bytes = Sse.Data(json) };
    }

    private static byte[] Rewrite(JsonElement json, string member, Action<Utf8JsonWriter> replacement) =>
        JsonText.Object(written =>
        {
            foreach (JsonProperty property in json.EnumerateObject().Where(p => p.Name != member))
            {
                property.WriteTo(written);
            }

            replacement(written);
        });
}
