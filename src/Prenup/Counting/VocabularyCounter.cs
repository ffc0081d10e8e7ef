using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;
using Prenup.Core.Ports;
using Prenup.Core.Usage;

namespace Prenup.Counting;

/// <summary>Counts by the published vocabularies, which are loaded when first needed; by bytes where none is known.</summary>
public sealed class VocabularyCounter : ITokenCounter
{
    // The work of a piece without a space in it grows with its square.
    private const int PieceBytes = 512;
    private static readonly Lazy<Tokenizer> Cl100k = new(static () =>
        TiktokenTokenizer.CreateForEncoding("cl100k_base")
    );
    private static readonly Lazy<Tokenizer> O200k = new(static () => TiktokenTokenizer.CreateForEncoding("o200k_base"));

    /// <inheritdoc/>
    public TokenCount Count(ReadOnlySpan<byte> text, Vocabulary vocabulary) =>
        vocabulary switch
        {
            Vocabulary.Cl100k => Count(text, Cl100k.Value, "cl100k_base"),
            Vocabulary.O200k => Count(text, O200k.Value, "o200k_base"),
            _ => ByteCounter.Count(text.Length),
        };

    private static TokenCount Count(ReadOnlySpan<byte> text, Tokenizer tokenizer, string method)
    {
        var chars = ArrayPool<char>.Shared.Rent(PieceBytes);
        try
        {
            long tokens = 0;
            while (!text.IsEmpty)
            {
                var piece = text[..PieceLength(text)];
                tokens += tokenizer.CountTokens(chars.AsSpan(0, Encoding.UTF8.GetChars(piece, chars)));
                text = text[piece.Length..];
            }
            return new TokenCount(tokens, tokens, method);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    // A piece ends before the last space in it, and within "<|": control tokens in a prompt are text like any other.
    private static int PieceLength(ReadOnlySpan<byte> text)
    {
        var control = text[..Math.Min(PieceBytes, text.Length)].IndexOf("<|"u8);
        if (control >= 0)
        {
            return control + 1;
        }
        if (text.Length <= PieceBytes)
        {
            return text.Length;
        }
        var space = text[..PieceBytes].LastIndexOf((byte)' ');
        if (space > PieceBytes / 2)
        {
            return space;
        }
        var end = PieceBytes;
        while (end > PieceBytes - 4 && (text[end] & 0xC0) == 0x80)
        {
            end--; // not within a character
        }
        return end;
    }
}
