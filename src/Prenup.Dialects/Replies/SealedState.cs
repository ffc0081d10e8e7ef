using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Prenup.Dialects.Replies;

/// <summary>
/// State that only its maker can read (<c>encrypted_content</c> of reasoning items): found in replies and requests by
/// fingerprint, so that a next turn goes back to where the state can be read.
/// </summary>
public static class SealedState
{
    /// <summary>Adds the fingerprints of every sealed value in a JSON document; a document that is torn adds what was found.</summary>
    public static void Collect(ReadOnlySpan<byte> json, ref List<UInt128>? fingerprints)
    {
        if (json.IndexOf("\"encrypted_content\""u8) < 0)
        {
            return;
        }
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        try
        {
            while (reader.Read())
            {
                if (
                    reader.TokenType == JsonTokenType.PropertyName
                    && reader.ValueTextEquals("encrypted_content"u8)
                    && reader.Read()
                )
                {
                    Add(ref reader, ref fingerprints);
                }
            }
        }
        catch (JsonException)
        {
            return; // whether the reply is well-formed is the tap's to say
        }
    }

    /// <summary>The fingerprint of one value, quotes included, however it is escaped.</summary>
    /// <exception cref="JsonException">It is not a JSON string.</exception>
    public static UInt128 Fingerprint(ReadOnlySpan<byte> value)
    {
        List<UInt128>? found = null;
        var reader = new Utf8JsonReader(value);
        reader.Read();
        Add(ref reader, ref found);
        return found is null ? default : found[0];
    }

    private static void Add(ref Utf8JsonReader reader, ref List<UInt128>? fingerprints)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty)
        {
            return;
        }
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        if (reader.ValueIsEscaped)
        {
            var unescaped = new byte[reader.ValueSpan.Length];
            SHA256.HashData(unescaped.AsSpan(0, reader.CopyString(unescaped)), digest);
        }
        else
        {
            SHA256.HashData(reader.ValueSpan, digest);
        }
        (fingerprints ??= []).Add(BinaryPrimitives.ReadUInt128BigEndian(digest));
    }
}
