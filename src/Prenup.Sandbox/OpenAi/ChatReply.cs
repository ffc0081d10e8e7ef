using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Azure;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>A chat completion, ready to be written whole or as a stream.</summary>
internal sealed record ChatReply(
    string Id,
    long Created,
    string Model,
    string? Tier,
    IReadOnlyList<Answer> Answers,
    BilledUsage Usage,
    Flavour Flavour
)
{
    private const string Fingerprint = "fp_sandbox0001";

    /// <summary>The members every chat object begins with.</summary>
    public void WriteStart(Utf8JsonWriter json, string kind)
    {
        json.WriteString("id", Id);
        json.WriteString("object", kind);
        json.WriteNumber("created", Created);
        json.WriteString("model", Model);
        if (Tier is not null)
        {
            json.WriteString("service_tier", Tier);
        }

        if (Flavour.Accent is null || Flavour.Accent.Fingerprint is not null)
        {
            json.WriteString("system_fingerprint", Flavour.Accent?.Fingerprint ?? Fingerprint);
        }
    }

    public byte[] Whole() =>
        JsonText.Object(
            json =>
            {
                WriteStart(json, "chat.completion");
                json.Array(
                    "choices",
                    choices =>
                    {
                        for (int i = 0; i < Answers.Count; i++)
                        {
                            int index = i;
                            choices.Object(choice => WriteChoice(choice, Answers[index], index));
                        }
                    }
                );
                if (Flavour.Filtered)
                {
                    ContentFilter.WritePrompt(json);
                }

                json.Object("usage", usage => WriteUsage(usage));
                Flavour.Accent?.WriteBesideUsage(json, Usage);
            },
            Flavour.Indented
        );

    /// <param name="json">Where to.</param>
    /// <param name="soFar">The output tokens counted; null for all.</param>
    public void WriteUsage(Utf8JsonWriter json, long? soFar = null)
    {
        if (Flavour.Accent is { } accent)
        {
            accent.WriteUsage(json, Usage with { Output = soFar ?? Usage.Output });
            return;
        }

        json.WriteNumber("prompt_tokens", Usage.Input);
        json.WriteNumber("completion_tokens", Usage.Output);
        json.WriteNumber("total_tokens", Usage.Total);
        json.Object(
            "prompt_tokens_details",
            details =>
            {
                details.WriteNumber("cached_tokens", Usage.Cached);
                if (Flavour.CacheWrites)
                {
                    details.WriteNumber("cache_write_tokens", Usage.Written);
                }

                details.WriteNumber("audio_tokens", 0);
            }
        );
        json.Object(
            "completion_tokens_details",
            details =>
            {
                details.WriteNumber("reasoning_tokens", Usage.Reasoning);
                details.WriteNumber("audio_tokens", 0);
                details.WriteNumber("accepted_prediction_tokens", 0);
                details.WriteNumber("rejected_prediction_tokens", 0);
            }
        );
    }

    private void WriteChoice(Utf8JsonWriter json, Answer answer, int index)
    {
        json.WriteNumber("index", index);
        json.Object("message", message => WriteMessage(message, answer));
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", answer.Finish);
        if (Flavour.Filtered)
        {
            ContentFilter.WriteCompletion(json, filtered: answer.Finish == "content_filter");
        }

        Flavour.Accent?.WriteChoiceEnd(json);
    }

    private void WriteMessage(Utf8JsonWriter json, Answer answer)
    {
        json.WriteString("role", "assistant");
        json.WriteString("content", answer.Calls.Count > 0 ? null : answer.Text);
        if (answer.Calls.Count > 0)
        {
            json.Array(
                "tool_calls",
                calls =>
                {
                    foreach (ToolCall call in answer.Calls)
                    {
                        calls.Object(c => WriteCall(c, call));
                    }
                }
            );
        }

        if (Flavour.Accent is { } accent)
        {
            json.WriteString(accent.ThoughtField, answer.Thought);
            return;
        }

        json.WriteString("refusal", null as string);
        json.Array("annotations", _ => { });
    }

    private static void WriteCall(Utf8JsonWriter json, ToolCall call)
    {
        json.WriteString("id", call.Id);
        json.WriteString("type", "function");
        json.Object(
            "function",
            function =>
            {
                function.WriteString("name", call.Name);
                function.WriteString("arguments", call.Arguments);
            }
        );
    }
}
