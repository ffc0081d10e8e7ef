using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Prenup.Sandbox.Asking;

namespace Prenup.Sandbox.Answering;

/// <summary>
/// Which prompt beginnings this cloud has read before. As at OpenAI, prompts below 1024 tokens are not cached
/// and hits come in multiples of 128 tokens.
/// </summary>
internal sealed class PromptCache
{
    private const int Block = 128;
    private const int Least = 1_024;
    private const int MostPrefixes = 200_000;

    private readonly Lock _lock = new();
    private readonly HashSet<UInt128> _seen = [];

    /// <summary>Tokens of this prompt read from the cache, and written to it: from now on its own prefixes are cached.</summary>
    public (long Cached, long Written) Read(string model, Prompt prompt)
    {
        if (prompt.Tokens < Least)
        {
            return (0, 0);
        }

        byte[] text = Encoding.UTF8.GetBytes(prompt.Transcript);
        long hit = 0;
        long blocks = 0;
        lock (_lock)
        {
            if (_seen.Count > MostPrefixes)
            {
                _seen.Clear();
            }

            foreach (UInt128 prefix in Prefixes(model, text))
            {
                blocks++;
                hit = _seen.Add(prefix) ? hit : blocks * Block;
            }
        }

        // The last token is always computed, so a hit never covers the whole prompt.
        long most = (prompt.Tokens - 1) / Block * Block;
        long cached = Math.Min(hit, most) is >= Least and var read ? read : 0;
        return (cached, Math.Max(0, Math.Min(blocks * Block, most) - cached));
    }

    private static IEnumerable<UInt128> Prefixes(string model, byte[] text)
    {
        const int step = Block * TokenCount.BytesPerToken;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(model));
        for (int start = 0; start + step <= text.Length; start += step)
        {
            hash.AppendData(text, start, step);
            yield return BinaryPrimitives.ReadUInt128BigEndian(hash.GetCurrentHash());
        }
    }
}
