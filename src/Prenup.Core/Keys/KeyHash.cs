using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Prenup.Core.Keys;

/// <summary>The SHA-256 of a virtual key: what is stored, compared and looked up, at constant size.</summary>
public readonly record struct KeyHash
{
    private const string Prefix = "sha256:";
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private KeyHash(ReadOnlySpan<byte> digest)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(digest);
        _b = BinaryPrimitives.ReadUInt64BigEndian(digest[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(digest[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(digest[24..]);
    }

    /// <summary>Hashes a key as the client sent it.</summary>
    public static KeyHash Of(ReadOnlySpan<char> key)
    {
        Span<byte> utf8 = stackalloc byte[512];
        if (!Encoding.UTF8.TryGetBytes(key, utf8, out var written))
        {
            utf8 = Encoding.UTF8.GetBytes(key.ToString());
            written = utf8.Length;
        }
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..written], digest);
        return new KeyHash(digest);
    }

    /// <summary>Reads <c>sha256:</c> and 64 hexadecimal digits; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out KeyHash hash)
    {
        hash = default;
        if (text is null || text.Length != Prefix.Length + 64 || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }
        Span<byte> digest = stackalloc byte[32];
        if (
            Convert.FromHexString(text.AsSpan(Prefix.Length), digest, out _, out _)
            != System.Buffers.OperationStatus.Done
        )
        {
            return false;
        }
        hash = new KeyHash(digest);
        return true;
    }

    /// <summary><c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{Prefix}{_a:x16}{_b:x16}{_c:x16}{_d:x16}";
}
