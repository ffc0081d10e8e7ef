using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Azure;
using Prenup.Sandbox.Bedrock;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>A response, ready to be written whole or as a stream of events. Much of the request's body is echoed.</summary>
internal sealed record ResponseReply(
    string Id,
    long Created,
    string Model,
    string Tier,
    JsonElement Request,
    Answer Answer,
    IReadOnlyList<OutputItem> Items,
    BilledUsage Usage,
    Flavour Flavour
)
{
    /// <summary>completed, or incomplete when the token limit or the filter ended it.</summary>
    public string Status => Answer.Finish is "length" or "content_filter" ? "incomplete" : "completed";

    public byte[] Whole() => InAccent(JsonText.Object(json => Write(json, Status), Flavour.Indented));

    /// <summary>The response, or an event of it, as the cloud's own engine spells it.</summary>
    public byte[] InAccent(byte[] json) => Flavour.OpenWeights ? OpenWeights.Rewrite(json) : json;

    /// <summary>The response object at a moment of its life; usage and output appear at its end.</summary>
    public void Write(Utf8JsonWriter json, string status)
    {
        bool ended = status is "completed" or "incomplete";
        json.WriteString("id", Id);
        json.WriteString("object", "response");
        json.WriteNumber("created_at", Created);
        json.WriteString("status", status);
        json.WriteBoolean("background", false);
        if (Flavour.Amazon)
        {
            json.Object("billing", billing => billing.WriteString("payer", "developer"));
        }

        json.Number("completed_at", ended ? Created : null);
        WriteFilters(json, ended);
        WriteFailure(json, status);
        WriteIncomplete(json, status);
        Echo(json, "instructions", "null");
        Echo(json, "max_output_tokens", "null");
        Echo(json, "max_tool_calls", "null");
        json.WriteString("model", Model);
        json.Array("output", output => WriteOutput(output, ended));
        Echo(json, "parallel_tool_calls", "true");
        Echo(json, "previous_response_id", "null");
        Echo(json, "prompt_cache_key", "null");
        json.Object("reasoning", WriteReasoning);
        Echo(json, "safety_identifier", "null");
        json.WriteString("service_tier", ended ? Tier : Request.Text("service_tier") ?? "auto");
        Echo(json, "store", "true");
        Echo(json, "temperature", "1.0");
        json.Object("text", WriteText);
        Echo(json, "tool_choice", "\"auto\"");
        if (ended && Usage.Searches > 0)
        {
            json.Object(
                "tool_usage",
                tools => tools.Object("web_search", search => search.WriteNumber("num_requests", Usage.Searches))
            );
        }

        Echo(json, "tools", "[]");
        Echo(json, "top_logprobs", "0");
        Echo(json, "top_p", "1.0");
        Echo(json, "truncation", "\"disabled\"");
        WriteUsage(json, ended);
        Echo(json, "user", "null");
        Echo(json, "metadata", "{}");
    }

    private void WriteOutput(Utf8JsonWriter json, bool ended)
    {
        foreach (OutputItem item in ended ? Items : [])
        {
            json.Object(i => item.Write(i, complete: true, Status));
        }
    }

    private void WriteFilters(Utf8JsonWriter json, bool ended)
    {
        if (Flavour.Filtered && ended)
        {
            ContentFilter.WriteFilters(json);
        }
        else if (Flavour.Filtered)
        {
            json.WriteNull("content_filters");
        }
    }

    private static void WriteFailure(Utf8JsonWriter json, string status)
    {
        if (status != "failed")
        {
            json.WriteNull("error");
            return;
        }

        json.Object(
            "error",
            error =>
            {
                error.WriteString("code", "server_error");
                error.WriteString("message", "The model failed to generate a response.");
            }
        );
    }

    private void WriteIncomplete(Utf8JsonWriter json, string status)
    {
        if (status != "incomplete")
        {
            json.WriteNull("incomplete_details");
            return;
        }

        string reason = Answer.Finish == "length" ? "max_output_tokens" : "content_filter";
        json.Object("incomplete_details", details => details.WriteString("reason", reason));
    }

    private void WriteReasoning(Utf8JsonWriter json)
    {
        json.WriteString("effort", Request.Get("reasoning").Text("effort"));
        json.WriteString("summary", Request.Get("reasoning").Text("summary"));
    }

    private void WriteText(Utf8JsonWriter json)
    {
        json.WritePropertyName("format");
        if (Request.Get("text").Get("format") is { ValueKind: JsonValueKind.Object } format)
        {
            format.WriteTo(json);
        }
        else
        {
            json.WriteRawValue("""{"type":"text"}""");
        }

        json.WriteString("verbosity", Request.Get("text").Text("verbosity") ?? "medium");
    }

    private void WriteUsage(Utf8JsonWriter json, bool ended)
    {
        if (!ended)
        {
            json.WriteNull("usage");
            return;
        }

        json.Object(
            "usage",
            usage =>
            {
                usage.WriteNumber("input_tokens", Usage.Input);
                usage.Object(
                    "input_tokens_details",
                    d =>
                    {
                        d.WriteNumber("cached_tokens", Usage.Cached);
                        if (Flavour.CacheWrites)
                        {
                            d.WriteNumber("cache_write_tokens", Usage.Written);
                        }
                    }
                );
                usage.WriteNumber("output_tokens", Usage.Output);
                usage.Object("output_tokens_details", d => d.WriteNumber("reasoning_tokens", Usage.Reasoning));
                usage.WriteNumber("total_tokens", Usage.Total);
            }
        );
    }

    private void Echo(Utf8JsonWriter json, string name, string otherwise)
    {
        json.WritePropertyName(name);
        if (Request.Get(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value)
        {
            json.WriteRawValue(value.GetRawText(), skipInputValidation: true); // also what no text can hold: a lone surrogate
        }
        else
        {
            json.WriteRawValue(otherwise);
        }
    }
}
