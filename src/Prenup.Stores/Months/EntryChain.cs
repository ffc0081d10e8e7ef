using System.Security.Cryptography;
using System.Text;
using Prenup.Stores.Journal;

namespace Prenup.Stores.Months;

/// <summary>
/// The chain of a month's digests: each row's covers the digest before it, the names that the row is the first to use, and every
/// column. The first one follows the month's name.
/// </summary>
/// <remarks>
/// The first half of SHA-256: nobody finds another row for a digest of 128 bits, and half the bytes are written. The last digest
/// stands for the whole month.
/// </remarks>
public sealed class EntryChain : IDisposable
{
    /// <summary>Bytes of a digest.</summary>
    public const int Bytes = 16;

    private const byte Named = 255; // no column's number
    private readonly byte[] _buffer = new byte[64 << 10];
    private readonly byte[] _digest = new byte[Bytes];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a month's chain.</summary>
    public EntryChain(LedgerMonth month) => Continue(First(month));

    /// <summary>The last digest.</summary>
    public ReadOnlySpan<byte> Digest => _digest;

    /// <summary>Goes on behind a digest.</summary>
    public void Continue(ReadOnlySpan<byte> digest) => digest.CopyTo(_digest);

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="names">The names that it is the first to use.</param>
    public void Add(EntryRow row, IEnumerable<MonthName> names)
    {
        var writer = new RecordWriter(_buffer);
        writer.Bytes(_digest);
        foreach (var name in names)
        {
            writer.Byte(Named);
            writer.Varint(name.Id);
            writer.Text(name.Text, MonthName.Longest);
        }
        row.Write(ref writer);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.AppendData(writer.Body);
        _hash.GetHashAndReset(whole);
        whole[..Bytes].CopyTo(_digest);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    /// <summary>The digest of a month's name, before its first row.</summary>
    public static byte[] First(LedgerMonth month)
    {
        var digest = new byte[Bytes];
        Cut(Encoding.UTF8.GetBytes($"prenup ledger {month}"), digest);
        return digest;
    }

    /// <summary>The digest of other bytes.</summary>
    public static void Cut(ReadOnlySpan<byte> bytes, Span<byte> digest)
    {
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, whole);
        whole[..Bytes].CopyTo(digest);
    }
}
