using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Azure;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>
/// Writes a chat completion as chunks: role first, then content of all choices interleaved, then each finish reason,
/// then usage when it was asked for, then [DONE]. Events have no name line.
/// </summary>
internal sealed class ChatStream(ChatReply reply, Asked asked)
{
    private readonly long[] _generated = new long[reply.Answers.Count];

    public IEnumerable<Step.Send> Events()
    {
        if (reply.Flavour.Filtered)
        {
            yield return new(Sse.Data(ContentFilter.FirstChunk()), Part.Preamble);
        }

        for (int i = 0; i < reply.Answers.Count; i++)
        {
            yield return Opening(i);
        }

        var speakers = reply.Answers.Select((answer, i) => Deltas(answer, i).GetEnumerator()).ToList();
        while (speakers.Count > 0)
        {
            foreach (var speaker in speakers.ToList())
            {
                if (speaker.MoveNext())
                {
                    yield return speaker.Current;
                }
                else
                {
                    speakers.Remove(speaker);
                }
            }
        }

        for (int i = 0; i < reply.Answers.Count; i++)
        {
            yield return Chunk(i, Part.Finish, _ => { }, reply.Answers[i].Finish);
        }

        if (asked.IncludeUsage)
        {
            yield return new(Sse.Data(UsageChunk()), Part.Usage, reply.Usage.Output);
        }

        yield return new(Sse.Done, Part.Terminal, reply.Usage.Output);
    }

    private Step.Send Opening(int index) =>
        Chunk(
            index,
            Part.Preamble,
            delta =>
            {
                delta.WriteString("role", "assistant");
                delta.WriteString("content", reply.Answers[index].Calls.Count > 0 ? null : "");
                if (reply.Flavour.Accent is null)
                {
                    delta.WriteString("refusal", null as string);
                }
            }
        );

    private IEnumerable<Step.Send> Deltas(Answer answer, int index)
    {
        long bytes = 0;
        if (reply.Flavour.Accent is { } accent)
        {
            foreach (string piece in Answer.Pieces(answer.Thought ?? ""))
            {
                bytes += piece.Length;
                _generated[index] = TokenCount.OfBytes(bytes);
                yield return Chunk(index, Part.Content, delta => delta.WriteString(accent.ThoughtField, piece));
            }
        }

        bytes = 0;
        foreach (string piece in Answer.Pieces(answer.Text))
        {
            bytes += Encoding.UTF8.GetByteCount(piece);
            _generated[index] = answer.Reasoning + TokenCount.OfBytes(bytes);
            yield return Chunk(index, Part.Content, delta => delta.WriteString("content", piece));
        }

        long before = answer.Reasoning;
        for (int i = 0; i < answer.Calls.Count; i++)
        {
            int position = i;
            ToolCall call = answer.Calls[i];
            bytes = Encoding.UTF8.GetByteCount(call.Name);
            _generated[index] = before + TokenCount.OfBytes(bytes);
            yield return Chunk(index, Part.Content, delta => WriteOpener(delta, call, position));
            foreach (string piece in Answer.Pieces(call.Arguments))
            {
                bytes += Encoding.UTF8.GetByteCount(piece);
                _generated[index] = before + TokenCount.OfBytes(bytes);
                yield return Chunk(index, Part.Content, delta => WriteFragment(delta, piece, position));
            }

            before += call.Tokens;
        }
    }

    private static void WriteOpener(Utf8JsonWriter delta, ToolCall call, int position) =>
        delta.Array(
            "tool_calls",
            calls =>
                calls.Object(c =>
                {
                    c.WriteNumber("index", position);
                    c.WriteString("id", call.Id);
                    c.WriteString("type", "function");
                    c.Object(
                        "function",
                        f =>
                        {
                            f.WriteString("name", call.Name);
                            f.WriteString("arguments", "");
                        }
                    );
                })
        );

    private static void WriteFragment(Utf8JsonWriter delta, string piece, int position) =>
        delta.Array(
            "tool_calls",
            calls =>
                calls.Object(c =>
                {
                    c.WriteNumber("index", position);
                    c.Object("function", f => f.WriteString("arguments", piece));
                })
        );

    private Step.Send Chunk(int index, Part part, Action<Utf8JsonWriter> delta, string? finish = null)
    {
        byte[] json = JsonText.Object(json =>
        {
            reply.WriteStart(json, "chat.completion.chunk");
            json.Array("choices", choices => choices.Object(choice => WriteChoice(choice, index, delta, finish)));
            WriteUsageSoFar(json);

            WritePadding(json);
        });
        return new(Sse.Data(json), part, _generated.Sum());
    }

    // vLLM can tell usage as it grows; the others say null until the end, or nothing at all.
    private void WriteUsageSoFar(Utf8JsonWriter json)
    {
        if (reply.Flavour.Accent is { IsVLlm: true } && asked.ContinuousUsage)
        {
            json.Object("usage", usage => reply.WriteUsage(usage, _generated.Sum()));
        }
        else if (asked.IncludeUsage && reply.Flavour.Accent is null)
        {
            json.WriteNull("usage");
        }
    }

    private void WriteChoice(Utf8JsonWriter json, int index, Action<Utf8JsonWriter> delta, string? finish)
    {
        json.WriteNumber("index", index);
        json.Object(
            "delta",
            members =>
            {
                if (reply.Flavour.Accent is { RepeatsRole: true } && _generated[index] > 0)
                {
                    members.WriteString("role", "assistant");
                }

                delta(members);
            }
        );
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", finish);
        if (reply.Flavour.Filtered)
        {
            ContentFilter.WriteCompletion(json, filtered: finish == "content_filter");
        }

        if (finish is not null)
        {
            reply.Flavour.Accent?.WriteChoiceEnd(json);
        }
    }

    private byte[] UsageChunk() =>
        JsonText.Object(json =>
        {
            reply.WriteStart(json, "chat.completion.chunk");
            json.Array("choices", _ => { });
            json.Object("usage", usage => reply.WriteUsage(usage));
            reply.Flavour.Accent?.WriteBesideUsage(json, reply.Usage);
            WritePadding(json);
        });

    private void WritePadding(Utf8JsonWriter json)
    {
        if (asked.Obfuscate)
        {
            json.WriteString("obfuscation", WireId.Padding());
        }
    }
}
