using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>One item of a response's output.</summary>
internal abstract record OutputItem(string Id)
{
    /// <summary>The item as it stands when it is opened, or when it is complete.</summary>
    public abstract void Write(Utf8JsonWriter json, bool complete, string status = "completed");

    /// <summary>Hidden thought: an opaque token where the request included it.</summary>
    public sealed record Reasoning(string? Encrypted, string? Summary) : OutputItem(WireId.Item("rs"))
    {
        public override void Write(Utf8JsonWriter json, bool complete, string status = "completed")
        {
            json.WriteString("id", Id);
            json.WriteString("type", "reasoning");
            if (Encrypted is not null)
            {
                json.WriteString("encrypted_content", Encrypted);
            }

            json.Array(
                "summary",
                summary =>
                {
                    if (complete && Summary is not null)
                    {
                        summary.Object(part => WriteSummary(part, Summary));
                    }
                }
            );
        }

        public static void WriteSummary(Utf8JsonWriter json, string text)
        {
            json.WriteString("type", "summary_text");
            json.WriteString("text", text);
        }
    }

    /// <summary>Thought in clear, as open weights give it. Its id is a message's, as recorded.</summary>
    public sealed record Thought(string Text) : OutputItem(WireId.Item("msg"))
    {
        public override void Write(Utf8JsonWriter json, bool complete, string status = "completed")
        {
            if (complete)
            {
                json.Array("content", content => content.Object(part => WritePart(part, Text)));
            }

            json.WriteString("id", Id);
            json.WriteString("status", complete ? "completed" : "in_progress");
            json.Array("summary", _ => { });
            json.WriteString("type", "reasoning");
        }

        public static void WritePart(Utf8JsonWriter json, string text)
        {
            json.WriteString("text", text);
            json.WriteString("type", "reasoning_text");
        }
    }

    /// <summary>A message with one text part.</summary>
    public sealed record Message(string Text) : OutputItem(WireId.Item("msg"))
    {
        public override void Write(Utf8JsonWriter json, bool complete, string status = "completed")
        {
            json.WriteString("id", Id);
            json.WriteString("type", "message");
            json.WriteString("status", complete ? status : "in_progress");
            json.Array(
                "content",
                content =>
                {
                    if (complete)
                    {
                        content.Object(part => WritePart(part, Text));
                    }
                }
            );
            json.WriteString("role", "assistant");
        }

        public static void WritePart(Utf8JsonWriter json, string text)
        {
            json.WriteString("type", "output_text");
            json.Array("annotations", _ => { });
            json.Array("logprobs", _ => { });
            json.WriteString("text", text);
        }
    }

    /// <summary>A call of a function.</summary>
    public sealed record Function(ToolCall Call) : OutputItem(WireId.Item("fc"))
    {
        public override void Write(Utf8JsonWriter json, bool complete, string status = "completed")
        {
            json.WriteString("id", Id);
            json.WriteString("type", "function_call");
            json.WriteString("status", complete ? "completed" : "in_progress");
            json.WriteString("arguments", complete ? Call.Arguments : "");
            json.WriteString("call_id", Call.Id);
            json.WriteString("name", Call.Name);
        }
    }
}
