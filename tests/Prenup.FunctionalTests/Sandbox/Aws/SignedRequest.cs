using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime.Internal.Auth;
using Prenup.Sandbox;
using Prenup.Sandbox.Aws;

namespace Prenup.FunctionalTests.Sandbox.Aws;

/// <summary>A request signed by AWS's own signer over a canonical request written here, as the bytes of a connection.</summary>
internal sealed record SignedRequest(SandboxCloud Cloud, AwsCredentials By, string Service)
{
    public const string Responses = """{"model":"global.openai.gpt-5.5","input":"hello"}""";

    public string Method { get; init; } = "POST";
    public string Path { get; init; } = "/openai/v1/responses";

    /// <summary>The path as it is signed: each segment encoded once more.</summary>
    public string? CanonicalPath { get; init; }

    public string Query { get; init; } = "";
    public string Body { get; init; } = Responses;
    public string Region { get; init; } = "us-east-2";
    public DateTimeOffset Time { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>Header lines that are sent and not signed, each with its line end.</summary>
    public string Unsigned { get; init; } = "";

    /// <summary>A signed header to leave out of the signature.</summary>
    public string? Forget { get; init; }

    public static SignedRequest ToRuntime(SandboxAws aws, AwsCredentials? by = null) =>
        new(aws.Runtime, by ?? aws.Options.LongTerm, "bedrock");

    public static SignedRequest ToMantle(SandboxAws aws, AwsCredentials? by = null) =>
        new(aws.Mantle, by ?? aws.Options.LongTerm, "bedrock-mantle")
        {
            Body = """{"model":"openai.gpt-5.5","input":"hello"}""",
        };

    public Task<RawAnswer> SendAsync() => RawHttp.AskAsync(Cloud.Address, Text());

    /// <summary>The whole request.</summary>
    public string Text()
    {
        List<(string Name, string Value)> headers =
        [
            ("content-type", "application/json"),
            ("host", $"127.0.0.1:{Cloud.Address.Port}"),
            ("x-amz-content-sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Body)))),
            ("x-amz-date", Time.ToString("yyyyMMdd'T'HHmmss'Z'", null)),
        ];
        if (By.SessionToken is { } token)
        {
            headers.Add(("x-amz-security-token", token));
        }

        var signed = headers.Where(h => h.Name != Forget).ToList();
        string names = string.Join(';', signed.Select(h => h.Name));
        string canonical =
            $"{Method}\n{CanonicalPath ?? Path}\n{Query}\n{string.Concat(signed.Select(h => $"{h.Name}:{h.Value}\n"))}\n{names}\n{headers[2].Value}";
        string authorization = AWS4Signer
            .ComputeSignature(By.AccessKeyId, By.SecretAccessKey, Region, Time.UtcDateTime, Service, names, canonical)
            .ForAuthorizationHeader;
        headers.Add(("authorization", authorization));
        string lines = string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\r\n"));
        string target = Query.Length == 0 ? Path : $"{Path}?{Query}";
        return $"{Method} {target} HTTP/1.1\r\n{lines}{Unsigned}connection: close\r\ncontent-length: {Encoding.UTF8.GetByteCount(Body)}\r\n\r\n{Body}";
    }
}
