using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.FunctionalTests.Recordings;

/// <summary>Another reading of OpenAI's usage objects: its totals include what is cached, written and spoken.</summary>
internal static class ExpectedUsage
{
    public static UsageVector Of(JsonElement usage)
    {
        var (ins, outs) = (Part(usage, "prompt", "input"), Part(usage, "completion", "output"));
        var input = Number(usage, "prompt_tokens") ?? Number(usage, "input_tokens");
        var output = Number(usage, "completion_tokens") ?? Number(usage, "output_tokens");
        var (cached, written) = (Number(ins, "cached_tokens"), Number(ins, "cache_write_tokens"));
        var (heard, seen) = (Number(ins, "audio_tokens"), Number(ins, "image_tokens"));
        var (spoken, drawn) = (Number(outs, "audio_tokens"), Number(outs, "image_tokens"));
        var expected = default(UsageVector);
        // Grok on Azure reports more cached tokens than tokens: they are not among them.
        var text = input - (written ?? 0) - (heard ?? 0) - (seen ?? 0);
        Add(Meter.TextIn, cached > text ? text : text - (cached ?? 0));
        Add(Meter.TextInCached, cached);
        Add(Meter.TextInWrite, written);
        Add(Meter.AudioIn, heard);
        Add(Meter.ImageIn, seen);
        Add(Meter.TextOut, output - (spoken ?? 0) - (drawn ?? 0));
        Add(Meter.AudioOut, spoken);
        Add(Meter.ImageOut, drawn);
        Add(Meter.Reasoning, Number(outs, "reasoning_tokens"));
        Add(Meter.RejectedPrediction, Number(outs, "rejected_prediction_tokens"));
        return expected;

        void Add(Meter meter, long? tokens) => expected = tokens is { } count ? expected.With(meter, count) : expected;
    }

    private static JsonElement? Part(JsonElement usage, string chat, string responses) =>
        usage.TryGetProperty(chat + "_tokens_details", out var part)
        || usage.TryGetProperty(responses + "_tokens_details", out part)
            ? part
            : null;

    private static long? Number(JsonElement? parent, string name) =>
        parent is { ValueKind: JsonValueKind.Object } found
        && found.TryGetProperty(name, out var number)
        && number.ValueKind == JsonValueKind.Number
            ? number.GetInt64()
            : null;
}
