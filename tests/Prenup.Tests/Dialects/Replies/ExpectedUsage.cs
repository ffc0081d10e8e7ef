using System.Text.Json;
using Prenup.Core.Usage;
using Prenup.Dialects.Replies;
using Xunit;

namespace Prenup.Tests.Dialects.Replies;

/// <summary>Another reading of usage objects: by document, by sums.</summary>
internal static class ExpectedUsage
{
    public static void AssertSame(JsonElement usage, ReplyFacts facts, string name)
    {
        var vector = facts.Usage;
        var input = Number(usage, "prompt_tokens") ?? Number(usage, "input_tokens");
        var output = Number(usage, "completion_tokens") ?? Number(usage, "output_tokens");
        // Grok on Azure reports more cached tokens than prompt tokens: then the vector cannot add up, and says so.
        Assert.True(input == vector.TotalIn || facts.UsageDoubt is not null, $"{name}: {input} tokens in, {vector}");
        Assert.True((output ?? 0) == vector.TotalOut, $"{name}: {output} tokens out, {vector}");
        Assert.Equal(output is null, vector[Meter.TextOut] is null);

        var ins = Part(usage, "prompt_tokens_details") ?? Part(usage, "input_tokens_details");
        var outs = Part(usage, "completion_tokens_details") ?? Part(usage, "output_tokens_details");
        Assert.Equal(Number(ins, "cached_tokens"), vector[Meter.TextInCached]);
        Assert.Equal(Number(ins, "cache_write_tokens"), vector[Meter.TextInWrite]);
        Assert.Equal(Number(ins, "audio_tokens"), vector[Meter.AudioIn]);
        Assert.Equal(Number(ins, "image_tokens"), vector[Meter.ImageIn]);
        Assert.Equal(Number(outs, "audio_tokens"), vector[Meter.AudioOut]);
        Assert.Equal(Number(outs, "reasoning_tokens"), vector[Meter.Reasoning]);
        Assert.Equal(Number(outs, "rejected_prediction_tokens"), vector[Meter.RejectedPrediction]);
    }

    private static JsonElement? Part(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : null;

    private static long? Number(JsonElement? parent, string name) =>
        parent is { } found && found.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number
            ? number.GetInt64()
            : null;
}
