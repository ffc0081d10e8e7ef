using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>
/// Writes a response as events: created, in_progress, each item from added to done, then completed or incomplete.
/// Every event has a sequence number and, except for open weights on Bedrock, a name line; there is no [DONE].
/// </summary>
internal sealed class ResponseStream(ResponseReply reply, bool obfuscate)
{
    private long _sequence;
    private long _generated;
    private long _bytes;

    public IEnumerable<Step.Send> Events()
    {
        yield return Event("response.created", Part.Preamble, WriteResponse("in_progress"));
        yield return Event("response.in_progress", Part.Preamble, WriteResponse("in_progress"));
        for (int i = 0; i < reply.Items.Count; i++)
        {
            foreach (Step.Send send in Item(reply.Items[i], i))
            {
                yield return send;
            }
        }

        _generated = reply.Usage.Output;
        yield return Event("response." + reply.Status, Part.Terminal, WriteResponse(reply.Status));
    }

    private IEnumerable<Step.Send> Item(OutputItem item, int index)
    {
        if (item is OutputItem.Reasoning or OutputItem.Thought)
        {
            _generated = reply.Answer.Reasoning;
        }

        // An opener of thought or of a tool call is content already; that of a message is not.
        Part opener = item is OutputItem.Message ? Part.Preamble : Part.Content;
        yield return Event("response.output_item.added", opener, json => WriteItem(json, item, index, complete: false));
        IEnumerable<Step.Send> inside = item switch
        {
            OutputItem.Message message => Message(message, index),
            OutputItem.Function function => Function(function, index),
            OutputItem.Reasoning { Summary: { } summary } reasoning => Summary(reasoning, summary, index),
            OutputItem.Thought thought => Thought(thought, index),
            _ => [],
        };
        foreach (Step.Send send in inside)
        {
            yield return send;
        }

        yield return Event(
            "response.output_item.done",
            Part.Finish,
            json => WriteItem(json, item, index, complete: true)
        );
    }

    private IEnumerable<Step.Send> Message(OutputItem.Message message, int index)
    {
        yield return Event(
            "response.content_part.added",
            Part.Preamble,
            json => WritePart(json, message, index, part => OutputItem.Message.WritePart(part, ""))
        );
        foreach (string piece in Answer.Pieces(message.Text))
        {
            Generate(piece);
            yield return Event(
                "response.output_text.delta",
                Part.Content,
                json => WriteDelta(json, message, index, piece)
            );
        }

        yield return Event("response.output_text.done", Part.Finish, json => WriteTextDone(json, message, index));
        yield return Event(
            "response.content_part.done",
            Part.Finish,
            json => WritePart(json, message, index, part => OutputItem.Message.WritePart(part, message.Text))
        );
    }

    private IEnumerable<Step.Send> Function(OutputItem.Function function, int index)
    {
        Generate(function.Call.Name);
        foreach (string piece in Answer.Pieces(function.Call.Arguments))
        {
            Generate(piece);
            yield return Event(
                "response.function_call_arguments.delta",
                Part.Content,
                json =>
                {
                    Locate(json, function, index);
                    json.WriteString("delta", piece);
                    WritePadding(json);
                }
            );
        }

        _bytes = 0;
        yield return Event(
            "response.function_call_arguments.done",
            Part.Finish,
            json =>
            {
                Locate(json, function, index);
                json.WriteString("arguments", function.Call.Arguments);
            }
        );
    }

    private IEnumerable<Step.Send> Summary(OutputItem.Reasoning item, string text, int index)
    {
        yield return SummaryEvent("part.added", Part.Preamble, item, index, "part", "");
        yield return SummaryEvent("text.delta", Part.Content, item, index, "delta", text);
        yield return SummaryEvent("text.done", Part.Finish, item, index, "text", text);
        yield return SummaryEvent("part.done", Part.Finish, item, index, "part", text);
    }

    private Step.Send SummaryEvent(string kind, Part part, OutputItem item, int index, string field, string text) =>
        Event(
            "response.reasoning_summary_" + kind,
            part,
            json =>
            {
                Locate(json, item, index);
                json.WriteNumber("summary_index", 0);
                if (field == "part")
                {
                    json.Object("part", p => OutputItem.Reasoning.WriteSummary(p, text));
                }
                else
                {
                    json.WriteString(field, text);
                }
            }
        );

    private IEnumerable<Step.Send> Thought(OutputItem.Thought item, int index)
    {
        Step.Send Event(string kind, Part part, Action<Utf8JsonWriter> member) =>
            this.Event(
                "response.reasoning_" + kind,
                part,
                json =>
                {
                    Locate(json, item, index);
                    json.WriteNumber("content_index", 0);
                    member(json);
                }
            );
        Action<Utf8JsonWriter> Piece(string text) =>
            json => json.Object("part", p => OutputItem.Thought.WritePart(p, text));
        yield return Event("part.added", Part.Preamble, Piece(""));
        yield return Event("text.delta", Part.Content, json => json.WriteString("delta", item.Text));
        yield return Event("text.done", Part.Finish, json => json.WriteString("text", item.Text));
        yield return Event("part.done", Part.Finish, Piece(item.Text));
    }

    private void Generate(string piece)
    {
        _generated -= TokenCount.OfBytes(_bytes);
        _bytes += Encoding.UTF8.GetByteCount(piece);
        _generated += TokenCount.OfBytes(_bytes);
    }

    private Action<Utf8JsonWriter> WriteResponse(string status) =>
        json => json.Object("response", response => reply.Write(response, status));

    private static void Locate(Utf8JsonWriter json, OutputItem item, int index)
    {
        json.WriteString("item_id", item.Id);
        json.WriteNumber("output_index", index);
    }

    private void WriteItem(Utf8JsonWriter json, OutputItem item, int index, bool complete)
    {
        json.WriteNumber("output_index", index);
        json.Object("item", i => item.Write(i, complete, reply.Status));
    }

    private static void WritePart(Utf8JsonWriter json, OutputItem item, int index, Action<Utf8JsonWriter> part)
    {
        Locate(json, item, index);
        json.WriteNumber("content_index", 0);
        json.Object("part", part);
    }

    private void WriteDelta(Utf8JsonWriter json, OutputItem item, int index, string piece)
    {
        Locate(json, item, index);
        json.WriteNumber("content_index", 0);
        json.WriteString("delta", piece);
        json.Array("logprobs", _ => { });
        WritePadding(json);
    }

    private static void WriteTextDone(Utf8JsonWriter json, OutputItem.Message message, int index)
    {
        Locate(json, message, index);
        json.WriteNumber("content_index", 0);
        json.WriteString("text", message.Text);
        json.Array("logprobs", _ => { });
    }

    private void WritePadding(Utf8JsonWriter json)
    {
        if (obfuscate)
        {
            json.WriteString("obfuscation", WireId.Padding());
        }
    }

    private Step.Send Event(string type, Part part, Action<Utf8JsonWriter> members)
    {
        byte[] json = JsonText.Object(json =>
        {
            json.WriteString("type", type);
            json.WriteNumber("sequence_number", _sequence++);
            members(json);
        });
        byte[] spoken = reply.InAccent(json);
        return new(reply.Flavour.OpenWeights ? Sse.Data(spoken) : Sse.Event(type, spoken), part, _generated);
    }
}
