using System.Security.Cryptography;

namespace Prenup.Sandbox.Wire;

/// <summary>Identifiers in the clouds' own shapes.</summary>
internal static class WireId
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Chat() => "chatcmpl-" + RandomNumberGenerator.GetString(Letters, 29);

    public static string Call() => "call_" + RandomNumberGenerator.GetString(Letters, 24);

    public static string Request() => "req_" + Hex(32);

    public static string Response() => "resp_" + Hex(50);

    /// <summary>As on Bedrock: base32 in lower case.</summary>
    public static string AmazonResponse() => "resp_" + RandomNumberGenerator.GetString(Base32, 52);

    /// <summary>The id of an output item: "msg", "fc" or "rs" and hex digits.</summary>
    public static string Item(string kind) => kind + "_" + Hex(50);

    public static string Padding() => RandomNumberGenerator.GetString(Letters, RandomNumberGenerator.GetInt32(2, 16));

    private static string Hex(int digits) => RandomNumberGenerator.GetHexString(digits, lowercase: true);
}
