using System.Runtime.InteropServices;
using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>One text, or one array of token numbers, to embed.</summary>
internal sealed record EmbeddingInput(string Text, long Tokens);

/// <summary>Embeddings as floats or as base64 of little-endian 32-bit floats.</summary>
internal static class EmbeddingsReply
{
    /// <summary>The inputs in order; null where the request has none.</summary>
    public static IReadOnlyList<EmbeddingInput>? Inputs(JsonElement json)
    {
        JsonElement input = json.Get("input");
        if (input.Text() is { } single)
        {
            return [OfText(single)];
        }

        List<JsonElement> items = [.. input.Items()];
        if (items.Count == 0)
        {
            return null;
        }

        return items[0].ValueKind == JsonValueKind.Number
            ? [OfNumbers(input)]
            : [.. items.Select(i => i.Text() is { } text ? OfText(text) : OfNumbers(i))];
    }

    public static byte[] Write(
        IReadOnlyList<EmbeddingInput> inputs,
        string model,
        int dimensions,
        bool base64,
        BilledUsage usage,
        bool indented
    ) =>
        JsonText.Object(
            json =>
            {
                json.WriteString("object", "list");
                json.Array("data", data => WriteVectors(data, inputs, dimensions, base64));
                json.WriteString("model", model);
                json.Object(
                    "usage",
                    u =>
                    {
                        u.WriteNumber("prompt_tokens", usage.Input);
                        u.WriteNumber("total_tokens", usage.Input);
                    }
                );
            },
            indented
        );

    private static void WriteVectors(
        Utf8JsonWriter json,
        IReadOnlyList<EmbeddingInput> inputs,
        int dimensions,
        bool base64
    )
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            float[] vector = Embedder.Vector(inputs[i].Text, dimensions);
            json.WriteStartObject();
            json.WriteString("object", "embedding");
            json.WriteNumber("index", i);
            if (base64)
            {
                json.WriteBase64String("embedding", MemoryMarshal.AsBytes(vector.AsSpan()));
            }
            else
            {
                json.WriteStartArray("embedding");
                foreach (float value in vector)
                {
                    json.WriteNumberValue(value);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }
    }

    private static EmbeddingInput OfText(string text) => new(text, TokenCount.Of(text));

    private static EmbeddingInput OfNumbers(JsonElement numbers) => new(numbers.GetRawText(), numbers.Items().Count());
}
