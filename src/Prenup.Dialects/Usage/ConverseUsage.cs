using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.Dialects.Usage;

/// <summary>The <c>usage</c> of Bedrock's Converse. Its input leaves out what was read from a cache or written to one.</summary>
public static class ConverseUsage
{
    /// <summary>Reads the value at the reader and leaves the reader at its end; an empty vector where it is no object.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static UsageReading Read(ref Utf8JsonReader reader)
    {
        var counts = default(Counts);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return default;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member(ref reader, ref counts);
        }
        return counts.ToReading();
    }

    private static void Member(ref Utf8JsonReader reader, ref Counts counts)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("inputTokens"u8))
        {
            counts.Input = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("outputTokens"u8))
        {
            counts.Output = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("cacheReadInputTokens"u8))
        {
            counts.Cached = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("cacheWriteInputTokens"u8))
        {
            counts.Written = TokenNumber.Read(ref reader, ref counts.HasInvalid);
        }
        else if (name.SequenceEqual("cacheDetails"u8))
        {
            Details(ref reader, ref counts);
        }
        else
        {
            TokenNumber.Skip(ref reader);
        }
    }

    // [{"ttl":"5m","inputTokens":12}, …]
    private static void Details(ref Utf8JsonReader reader, ref Counts counts)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                Detail(ref reader, ref counts);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void Detail(ref Utf8JsonReader reader, ref Counts counts)
    {
        var (is5m, is1h, tokens) = (false, false, (long?)null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.SequenceEqual("inputTokens"u8))
            {
                tokens = TokenNumber.Read(ref reader, ref counts.HasInvalid);
                continue;
            }
            var isLife = reader.ValueSpan.SequenceEqual("ttl"u8);
            reader.Read();
            is5m |= isLife && JsonText.Is(ref reader, "5m"u8);
            is1h |= isLife && JsonText.Is(ref reader, "1h"u8);
            reader.Skip();
        }
        counts.Written5m = is5m ? tokens : counts.Written5m;
        counts.Written1h = is1h ? tokens : counts.Written1h;
    }

    private struct Counts
    {
        public long? Input;
        public long? Output;
        public long? Cached;
        public long? Written;
        public long? Written5m;
        public long? Written1h;
        public bool HasInvalid;

        public readonly UsageReading ToReading()
        {
            var split = (Written5m ?? 0) + (Written1h ?? 0);
            var isSplit = Written5m is not null || Written1h is not null;
            var vector = default(UsageVector)
                .WithKnown(Meter.TextIn, Input)
                .WithKnown(Meter.TextInCached, Cached)
                .WithKnown(Meter.TextInWrite, isSplit && !(Written > split) ? null : Written - split)
                .WithKnown(Meter.TextInWrite5m, Written5m)
                .WithKnown(Meter.TextInWrite1h, Written1h)
                .WithKnown(Meter.TextOut, Output);
            var doubt =
                HasInvalid ? UsageDoubts.NoCount
                : split > (Written ?? split) ? UsageDoubts.Writes
                : null;
            return new UsageReading(vector, doubt);
        }
    }
}
