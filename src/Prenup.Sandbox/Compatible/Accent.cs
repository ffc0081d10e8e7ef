using System.Text.Json;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Compatible;

/// <summary>
/// How a server of open weights speaks chat: thoughts are shown, usage has three counters and no details. Shapes from
/// the servers' own sources; what differs between them is here.
/// </summary>
/// <param name="ThoughtField">The member with the thought: <c>reasoning</c>, or <c>reasoning_content</c> as of old.</param>
internal sealed record Accent(string ThoughtField)
{
    // Tokens a second that llama.cpp claims; its clock is not ours.
    private const double PromptRate = 1_000;
    private const double OutputRate = 100;

    public static Accent VLlm { get; } = new("reasoning") { IsVLlm = true };

    public static Accent Ollama { get; } =
        new("reasoning")
        {
            Fingerprint = "fp_ollama",
            RepeatsRole = true,
            OneChoice = true,
        };

    public static Accent LlamaCpp { get; } =
        new("reasoning_content")
        {
            Fingerprint = "b9000-sandbox",
            HasTimings = true,
            OneChoice = true,
        };

    /// <summary>The open weights that Vertex sells by its own servers.</summary>
    public static Accent Vertex { get; } = new("reasoning_content");

    /// <summary>The fingerprint; null where the server has none.</summary>
    public string? Fingerprint { get; private init; }

    /// <summary>Whether every delta names the role again.</summary>
    public bool RepeatsRole { get; private init; }

    /// <summary>Whether <c>n</c> is ignored.</summary>
    public bool OneChoice { get; private init; }

    /// <summary>Whether usage comes with <c>timings</c>.</summary>
    public bool HasTimings { get; private init; }

    /// <summary>Whether vLLM's own members come along, most of them null.</summary>
    public bool IsVLlm { get; private init; }

    public void WriteUsage(Utf8JsonWriter json, BilledUsage usage)
    {
        json.WriteNumber("prompt_tokens", usage.Input);
        json.WriteNumber("total_tokens", usage.Total);
        json.WriteNumber("completion_tokens", usage.Output);
        if (IsVLlm)
        {
            json.WriteNull("prompt_tokens_details");
        }
    }

    /// <summary>What stands beside usage.</summary>
    public void WriteBesideUsage(Utf8JsonWriter json, BilledUsage usage)
    {
        if (IsVLlm)
        {
            json.WriteNull("prompt_logprobs");
            json.WriteNull("kv_transfer_params");
        }

        if (HasTimings)
        {
            json.Object("timings", timings => WriteTimings(timings, usage));
        }
    }

    /// <summary>What a choice ends with.</summary>
    public void WriteChoiceEnd(Utf8JsonWriter json)
    {
        if (IsVLlm)
        {
            json.WriteNull("stop_reason");
            json.WriteNull("token_ids");
        }
    }

    private static void WriteTimings(Utf8JsonWriter json, BilledUsage usage)
    {
        json.WriteNumber("cache_n", 0);
        json.WriteNumber("prompt_n", usage.Input);
        json.WriteNumber("prompt_ms", usage.Input * 1_000 / PromptRate);
        json.WriteNumber("prompt_per_second", PromptRate);
        json.WriteNumber("predicted_n", usage.Output);
        json.WriteNumber("predicted_ms", usage.Output * 1_000 / OutputRate);
        json.WriteNumber("predicted_per_second", OutputRate);
    }
}
