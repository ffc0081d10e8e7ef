using System.Text.Json;

namespace Prenup.Dialects.Usage;

/// <summary>
/// Reads the <c>usage</c> object of Chat Completions, Responses and Embeddings, which differ in two names only:
/// <c>prompt_tokens</c> and <c>completion_tokens</c> are <c>input_tokens</c> and <c>output_tokens</c> at Responses.
/// </summary>
public static class UsageReader
{
    // xAI's unit of money: ten thousand million of them are a USD.
    private const decimal TicksPerUsd = 10_000_000_000m;

    /// <summary>Reads the value at the reader and leaves the reader at its end; false where it is no object (null).</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, out UsageReading usage)
    {
        usage = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }
        var counts = default(ReportedCounts);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Member(ref reader, ref counts);
        }
        usage = counts.ToReading();
        return !usage.Vector.IsEmpty;
    }

    private static void Member(ref Utf8JsonReader reader, ref ReportedCounts counts)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("prompt_tokens"u8) || name.SequenceEqual("input_tokens"u8))
        {
            counts.Input = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("completion_tokens"u8) || name.SequenceEqual("output_tokens"u8))
        {
            counts.Output = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("prompt_tokens_details"u8) || name.SequenceEqual("input_tokens_details"u8))
        {
            Details(ref reader, ref counts, isInput: true);
        }
        else if (name.SequenceEqual("completion_tokens_details"u8) || name.SequenceEqual("output_tokens_details"u8))
        {
            Details(ref reader, ref counts, isInput: false);
        }
        else if (name.SequenceEqual("cost"u8))
        {
            Cost(ref reader, ref counts);
        }
        else if (name.SequenceEqual("cost_in_usd_ticks"u8))
        {
            reader.Read();
            counts.Cost = TokenNumber.Amount(ref reader, TicksPerUsd);
            reader.Skip();
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private static void Details(ref Utf8JsonReader reader, ref ReportedCounts counts, bool isInput)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (isInput)
            {
                InputDetail(ref reader, ref counts);
            }
            else
            {
                OutputDetail(ref reader, ref counts);
            }
        }
    }

    private static void InputDetail(ref Utf8JsonReader reader, ref ReportedCounts counts)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("cached_tokens"u8))
        {
            counts.Cached = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("cache_write_tokens"u8))
        {
            counts.Write = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("audio_tokens"u8))
        {
            counts.AudioIn = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("image_tokens"u8))
        {
            counts.ImageIn = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("cache_write_tokens_details"u8))
        {
            WriteDetails(ref reader, ref counts);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private static void OutputDetail(ref Utf8JsonReader reader, ref ReportedCounts counts)
    {
        var name = reader.ValueSpan;
        if (name.SequenceEqual("reasoning_tokens"u8))
        {
            counts.Reasoning = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("audio_tokens"u8))
        {
            counts.AudioOut = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("image_tokens"u8))
        {
            counts.ImageOut = Count(ref reader, ref counts);
        }
        else if (name.SequenceEqual("rejected_prediction_tokens"u8))
        {
            counts.RejectedPrediction = Count(ref reader, ref counts);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private static void WriteDetails(ref Utf8JsonReader reader, ref ReportedCounts counts)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.SequenceEqual("ttl_30m_tokens"u8))
            {
                counts.Write30m = Count(ref reader, ref counts);
            }
            else if (reader.ValueSpan.SequenceEqual("ttl_12h_tokens"u8))
            {
                counts.Write12h = Count(ref reader, ref counts);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
    }

    // OpenRouter writes USD, Perplexity a breakdown with the total in it.
    private static void Cost(ref Utf8JsonReader reader, ref ReportedCounts counts)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            counts.Cost = TokenNumber.Amount(ref reader);
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTotal = reader.ValueSpan.SequenceEqual("total_cost"u8);
            reader.Read();
            counts.Cost = isTotal ? TokenNumber.Amount(ref reader) : counts.Cost;
            reader.Skip();
        }
    }

    private static long? Count(ref Utf8JsonReader reader, ref ReportedCounts counts) =>
        TokenNumber.Read(ref reader, ref counts.HasInvalid);
}
