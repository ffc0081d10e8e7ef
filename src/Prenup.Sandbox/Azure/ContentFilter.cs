using System.Text.Json;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Azure;

/// <summary>Azure's content filter annotations, in the shapes seen on its chat and Responses replies.</summary>
internal static class ContentFilter
{
    private static readonly string[] Categories = ["hate", "self_harm", "sexual", "violence"];

    /// <summary>The stream's first chunk: no choices, empty identity, the verdict on the prompt.</summary>
    public static byte[] FirstChunk() =>
        JsonText.Object(json =>
        {
            json.Array("choices", _ => { });
            json.WriteNumber("created", 0);
            json.WriteString("id", "");
            json.WriteString("model", "");
            json.WriteString("object", "");
            WritePrompt(json);
        });

    /// <summary>The chunk of the asynchronous filter: offsets in a choice without a delta, after the finish reason.</summary>
    public static byte[] OffsetsChunk() =>
        JsonText.Object(json =>
        {
            json.WriteString("id", "");
            json.WriteString("object", "");
            json.WriteNumber("created", 0);
            json.WriteString("model", "");
            json.Array(
                "choices",
                choices =>
                    choices.Object(choice =>
                    {
                        choice.WriteNumber("index", 0);
                        choice.WriteNull("finish_reason");
                        WriteCompletion(choice, filtered: false);
                        choice.Object("content_filter_offsets", o => WriteOffsets(o));
                    })
            );
        });

    public static void WritePrompt(Utf8JsonWriter json) =>
        json.Array(
            "prompt_filter_results",
            prompts =>
                prompts.Object(prompt =>
                {
                    prompt.WriteNumber("prompt_index", 0);
                    prompt.Object("content_filter_results", results => WritePromptResults(results, filtered: false));
                })
        );

    public static void WriteCompletion(Utf8JsonWriter json, bool filtered) =>
        json.Object("content_filter_results", results => WriteCompletionResults(results, filtered));

    /// <summary>The member of an Azure response object: one verdict on the prompt and one on the completion.</summary>
    public static void WriteFilters(Utf8JsonWriter json) =>
        json.Array(
            "content_filters",
            filters =>
            {
                filters.Object(f => WriteFilter(f, "prompt", r => WritePromptResults(r, filtered: false)));
                filters.Object(f => WriteFilter(f, "completion", r => WriteCompletionResults(r, filtered: false)));
            }
        );

    /// <summary>The refusal of a prompt: 400 with an inner error. Built from documentation; no recording exists.</summary>
    public static Reply Blocked() =>
        Reply.Whole(
            400,
            JsonText.Object(json =>
                json.Object(
                    "error",
                    error =>
                    {
                        error.WriteString(
                            "message",
                            "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry."
                        );
                        error.WriteNull("type");
                        error.WriteString("param", "prompt");
                        error.WriteString("code", "content_filter");
                        error.WriteNumber("status", 400);
                        error.Object("innererror", WriteInner);
                    }
                )
            )
        ) with
        {
            HasLength = true,
        };

    private static void WriteInner(Utf8JsonWriter json)
    {
        json.WriteString("code", "ResponsibleAIPolicyViolation");
        json.Object("content_filter_result", results => WritePromptResults(results, filtered: true));
    }

    private static void WriteFilter(Utf8JsonWriter json, string source, Action<Utf8JsonWriter> results)
    {
        json.WriteBoolean("blocked", false);
        json.WriteString("source_type", source);
        json.Array("content_filter_raw", _ => { });
        json.Object("content_filter_results", results);
        json.Object("content_filter_offsets", WriteOffsets);
    }

    private static void WriteOffsets(Utf8JsonWriter json)
    {
        json.WriteNumber("start_offset", 0);
        json.WriteNumber("end_offset", 64);
        json.WriteNumber("check_offset", 0);
    }

    private static void WritePromptResults(Utf8JsonWriter json, bool filtered)
    {
        WriteSeverities(json, filtered);
        WriteDetection(json, "jailbreak");
    }

    private static void WriteCompletionResults(Utf8JsonWriter json, bool filtered)
    {
        WriteSeverities(json, filtered);
        WriteDetection(json, "protected_material_code");
        WriteDetection(json, "protected_material_text");
    }

    private static void WriteSeverities(Utf8JsonWriter json, bool filtered)
    {
        foreach (string category in Categories)
        {
            bool hit = filtered && category == "violence";
            json.Object(
                category,
                verdict =>
                {
                    verdict.WriteBoolean("filtered", hit);
                    verdict.WriteString("severity", hit ? "medium" : "safe");
                }
            );
        }
    }

    private static void WriteDetection(Utf8JsonWriter json, string name) =>
        json.Object(
            name,
            verdict =>
            {
                verdict.WriteBoolean("filtered", false);
                verdict.WriteBoolean("detected", false);
            }
        );
}
