using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.Dialects.Usage;

/// <summary>
/// Gemini's <c>usageMetadata</c>. Its prompt includes what was read from a cache; its candidates leave out the thoughts, which
/// are output all the same. Audio has a price of its own, other modalities cost what text costs.
/// </summary>
public static class GeminiUsage
{
    /// <summary>Reads the value at the reader and leaves the reader at its end; an empty vector where it is no object.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static UsageReading Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }
        var counts = default(Counts);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member(ref reader, ref counts);
        }
        return counts.ToReading();
    }

    private static void Member(ref Utf8JsonReader reader, ref Counts counts)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("promptTokenCount"u8))
        {
            counts.Prompt = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("toolUsePromptTokenCount"u8))
        {
            counts.ToolPrompt = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("cachedContentTokenCount"u8))
        {
            counts.Cached = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("candidatesTokenCount"u8))
        {
            counts.Candidates = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("thoughtsTokenCount"u8))
        {
            counts.Thoughts = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("totalTokenCount"u8))
        {
            counts.Total = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("promptTokensDetails"u8))
        {
            Details(ref reader, ref counts, ref counts.AudioIn, out _);
        }
        else if (name.SequenceEqual("cacheTokensDetails"u8))
        {
            Details(ref reader, ref counts, ref counts.AudioCached, out _);
        }
        else if (name.SequenceEqual("candidatesTokensDetails"u8))
        {
            Details(ref reader, ref counts, ref counts.AudioOut, out counts.ImageOut);
        }
        else
        {
            TokenNumber.Skip(ref reader);
        }
    }

    // [{"modality":"AUDIO","tokenCount":12}, …]
    private static void Details(ref Utf8JsonReader reader, ref Counts counts, ref long? audio, out long? image)
    {
        image = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }
            var (isAudio, isImage, tokens) = (false, false, (long?)null);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueSpan.SequenceEqual("tokenCount"u8))
                {
                    tokens = TokenNumber.Read(ref reader, ref counts.HasInvalid);
                    continue;
                }
                var isModality = reader.ValueSpan.SequenceEqual("modality"u8);
                reader.Read();
                isAudio |= isModality && JsonText.Is(ref reader, "AUDIO"u8);
                isImage |= isModality && JsonText.Is(ref reader, "IMAGE"u8);
                reader.Skip();
            }
            audio = isAudio ? tokens : audio;
            image = isImage ? tokens : image;
        }
    }

    private struct Counts
    {
        public long? Prompt;
        public long? ToolPrompt;
        public long? Cached;
        public long? Candidates;
        public long? Thoughts;
        public long? Total;
        public long? AudioIn;
        public long? AudioCached;
        public long? AudioOut;
        public long? ImageOut;
        public bool HasInvalid;

        public readonly UsageReading ToReading()
        {
            var audioIn = AudioIn - (AudioCached ?? 0);
            var textIn = Prompt + (ToolPrompt ?? 0) - (Cached ?? 0) - (audioIn ?? 0);
            var output = Candidates is null ? Thoughts : Candidates + (Thoughts ?? 0);
            var textOut = output - (AudioOut ?? 0) - (ImageOut ?? 0);
            var vector = default(UsageVector)
                .WithKnown(Meter.TextIn, textIn)
                .WithKnown(Meter.TextInCached, Cached - (AudioCached ?? 0))
                .WithKnown(Meter.AudioIn, audioIn)
                .WithKnown(Meter.AudioInCached, AudioCached)
                .WithKnown(Meter.TextOut, textOut)
                .WithKnown(Meter.AudioOut, AudioOut)
                .WithKnown(Meter.ImageOut, ImageOut)
                .WithKnown(Meter.Reasoning, Thoughts);
            return new UsageReading(vector, Doubt(textIn, textOut, (Prompt ?? 0) + (ToolPrompt ?? 0) + (output ?? 0)));
        }

        private readonly string? Doubt(long? textIn, long? textOut, long sum) =>
            HasInvalid ? UsageDoubts.NoCount
            : textIn < 0 ? UsageDoubts.Input
            : textOut < 0 ? UsageDoubts.Output
            : (Total ?? sum) != sum ? UsageDoubts.Total
            : null;
    }
}
