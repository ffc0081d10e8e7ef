using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Tokens;

/// <summary>A signed token as RFC 7515 writes it: header and claims read, signature not yet checked.</summary>
/// <param name="Header">The header's JSON.</param>
/// <param name="Claims">The claims' JSON.</param>
/// <param name="Signed">The bytes under the signature.</param>
/// <param name="Signature">The signature.</param>
internal sealed record Jwt(JsonElement Header, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    /// <summary>The token; null when the text is none.</summary>
    public static Jwt? Read(string? text)
    {
        if (text?.Split('.') is not [var header, var claims, var signature])
        {
            return null;
        }

        try
        {
            return new(
                Body.Parse(Base64Url.DecodeFromChars(header)).Json,
                Body.Parse(Base64Url.DecodeFromChars(claims)).Json,
                Encoding.ASCII.GetBytes($"{header}.{claims}"),
                Base64Url.DecodeFromChars(signature)
            );
        }
        catch (FormatException)
        {
            return null; // not base64url
        }
    }

    /// <summary>Writes and signs a token with RS256.</summary>
    public static string Sign(RSA key, string keyId, Action<Utf8JsonWriter> claims)
    {
        byte[] header = JsonText.Object(json =>
        {
            json.WriteString("alg", "RS256");
            json.WriteString("typ", "JWT");
            json.WriteString("kid", keyId);
        });
        string text = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(JsonText.Object(claims))}";
        byte[] signature = key.SignData(
            Encoding.ASCII.GetBytes(text),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{text}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>Whether this key made the signature, with RS256 or PS256 as the header says.</summary>
    public bool IsSignedBy(RSA key) =>
        Padding() is { } padding && key.VerifyData(Signed, Signature, HashAlgorithmName.SHA256, padding);

    /// <summary>Whether the token is for this audience: one, or one of several.</summary>
    public bool IsFor(string audience) =>
        Claims.Text("aud") == audience || Claims.Get("aud").Items().Any(a => a.Text() == audience);

    /// <summary>Whether it is in force at this instant, give or take five minutes at its begin as the providers do.</summary>
    public bool IsInForce(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        long begins = Second("nbf") ?? Second("iat") ?? long.MaxValue;
        return begins <= second + 300 && (Second("exp") ?? 0) > second;
    }

    // Microsoft's own library writes its instants as texts.
    private long? Second(string claim) =>
        Claims.Long(claim)
        ?? (long.TryParse(Claims.Text(claim), CultureInfo.InvariantCulture, out long second) ? second : null);

    private RSASignaturePadding? Padding() =>
        Header.Text("alg") switch
        {
            "RS256" => RSASignaturePadding.Pkcs1,
            "PS256" => RSASignaturePadding.Pss,
            _ => null,
        };
}
