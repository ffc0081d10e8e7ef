using System.Text.Json;
using Prenup.Core.Usage;

namespace Prenup.Dialects.Usage;

/// <summary>
/// What the tools used that the cloud itself ran, as the <c>tool_usage</c> of Responses says:
/// <c>{ web_search: { num_requests }, image_gen: { input_tokens, output_tokens } }</c>.
/// </summary>
internal struct ToolUsage
{
    private long? _searches;
    private long? _imageIn;
    private long? _imageOut;
    private bool _hasInvalid;

    /// <summary>Takes the object at the reader in place of what was known before.</summary>
    public void Read(ref Utf8JsonReader reader)
    {
        this = default;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.SequenceEqual("web_search"u8))
            {
                Tool(ref reader, "num_requests"u8, ref _searches, ref _imageOut);
            }
            else if (reader.ValueSpan.SequenceEqual("image_gen"u8))
            {
                Tool(ref reader, "input_tokens"u8, ref _imageIn, ref _imageOut);
            }
            else
            {
                TokenNumber.Skip(ref reader);
            }
        }
    }

    /// <summary>Tokens together with the tools' use. Drawing is another model's work: its tokens are of images, and priced as such.</summary>
    public readonly UsageVector With(in UsageVector tokens) =>
        tokens
            .WithKnown(Meter.WebSearches, _searches)
            .WithKnown(Meter.ImageIn, _imageIn > 0 ? _imageIn : null)
            .WithKnown(Meter.ImageOut, _imageOut > 0 ? _imageOut : null);

    private void Tool(ref Utf8JsonReader reader, ReadOnlySpan<byte> field, ref long? count, ref long? output)
    {
        if (!TokenNumber.Enters(ref reader))
        {
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.SequenceEqual(field))
            {
                count = TokenNumber.Read(ref reader, ref _hasInvalid);
            }
            else if (reader.ValueSpan.SequenceEqual("output_tokens"u8))
            {
                output = TokenNumber.Read(ref reader, ref _hasInvalid);
            }
            else
            {
                TokenNumber.Skip(ref reader);
            }
        }
    }
}
