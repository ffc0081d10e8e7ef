using System.Security.Cryptography;

namespace Prenup.Stores.Sealing;

/// <summary>A segment of a month that is over.</summary>
/// <param name="Number">The segment's number.</param>
/// <param name="Digest">The SHA-256 of its file, in hexadecimal digits.</param>
public sealed record SealedSegment(int Number, string Digest)
{
    /// <summary>A segment as it is now.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static SealedSegment Of(DataFolder folder, int number)
    {
        using var file = new FileStream(
            folder.Find(number),
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0
        );
        return new SealedSegment(number, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
