using System.Security.Cryptography;
using System.Text;

namespace Prenup.LoadRig.Traffic;

/// <summary>The virtual keys of a run: a fair measurement spreads its requests over many.</summary>
internal static class Keys
{
    /// <summary>Makes that many random keys, `pn-` and 40 letters or digits.</summary>
    public static string[] Create(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => "pn-" + RandomNumberGenerator.GetHexString(40, lowercase: true))];

    /// <summary>A key as a configuration file declares it: `sha256:` and the hex digest of its UTF-8 bytes.</summary>
    public static string Declared(string key) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
