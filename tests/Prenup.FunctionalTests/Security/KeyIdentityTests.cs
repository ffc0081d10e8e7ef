using CsCheck;
using Prenup.Core.Keys;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Two keys are one identity only where every character is the same.</summary>
public sealed class KeyIdentityTests
{
    // Tails of a few characters over a tiny alphabet, behind a shared beginning of 20 and more: near misses, and now and then a hit.
    private static readonly Gen<string[]> NearKeys = Gen.Select(
        Gen.String[Gen.Char.AlphaNumeric, 20, 600],
        Gen.String[Gen.Char["ab"], 0, 4].Array[2, 12],
        static (beginning, tails) => tails.Select(tail => beginning + tail).ToArray()
    );

    [Fact]
    public void S5_Two_keys_share_an_identity_only_when_they_are_the_same_key() =>
        NearKeys.Sample(
            static keys =>
            {
                var known = keys.Distinct().Take(keys.Length / 2).ToList();
                var table = new KeyTable(known.Select(static key => Key(key)));
                return Array.TrueForAll(
                    keys,
                    key => table.Find(KeyHash.Of(key))?.Name == (known.Contains(key) ? key : null)
                );
            },
            iter: 20_000
        );

    [Fact]
    public void S5_A_hash_keeps_all_of_its_256_bits() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Int[0, 255])
            .Sample(
                static (digest, bit) =>
                {
                    var other = (byte[])digest.Clone();
                    other[bit / 8] ^= (byte)(1 << (bit % 8));
                    var table = new KeyTable([Key("it") with { Hash = Parse(digest) }]);
                    return table.Find(Parse(digest)) is not null && table.Find(Parse(other)) is null;
                },
                iter: 20_000
            );

    private static VirtualKey Key(string key) =>
        new()
        {
            Name = key,
            Hash = KeyHash.Of(key),
            Project = "one",
        };

    private static KeyHash Parse(byte[] digest) =>
        KeyHash.TryParse("sha256:" + Convert.ToHexStringLower(digest), out var hash)
            ? hash
            : throw new InvalidOperationException("A digest is a hash.");
}
