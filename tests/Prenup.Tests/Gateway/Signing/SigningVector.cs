using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Prenup.Gateway.Sending.Signing.Aws;

namespace Prenup.Tests.Gateway.Signing;

/// <summary>One case of AWS's published signing test suite.</summary>
internal sealed class SigningVector
{
    private static readonly string[] Wanted = ["canonical-request.txt", "string-to-sign.txt", "signature.txt"];

    private readonly string _folder;
    private readonly JsonElement _context;
    private readonly List<(string Name, string Value)> _headers = [];
    private readonly string _body;

    public SigningVector(string folder)
    {
        _folder = folder;
        var text = Text("request.txt") ?? throw new FileNotFoundException(folder);
        var head = text.Split("\n\n", 2);
        _body = head.Length > 1 ? head[1] : "";
        var lines = head[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        (Method, Target) = RequestLine(lines[0]);
        foreach (var line in lines[1..])
        {
            ReadHeader(line);
        }
        _context = Text("context.json") is { } json ? JsonDocument.Parse(json).RootElement : default;
    }

    public string Name => Path.GetFileName(_folder);

    public string Method { get; }

    /// <summary>Path and query as written in the request.</summary>
    public string Target { get; }

    /// <summary>Whether the service normalises paths; every one but S3 does.</summary>
    public bool Normalises => Context("normalize") is not { ValueKind: JsonValueKind.False };

    public string? Token =>
        Context("credentials") is { } credentials && credentials.TryGetProperty("token", out var token)
            ? token.GetString()
            : null;

    public string BodyHash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_body)));

    /// <summary>The key id and scope that the signed request names.</summary>
    public (string KeyId, string Day, string Region, string Service) Credential
    {
        get
        {
            var signed = Text("header-signed-request.txt")!;
            var parts = signed.Split("Credential=")[1].Split(',')[0].Split('/');
            return (parts[0], parts[1], parts[2], parts[3]);
        }
    }

    /// <summary>What of the expected results there is: file and text.</summary>
    public IEnumerable<(string File, string Text)> Expected =>
        from file in Wanted
        let text = Text("header-" + file)
        where text is not null
        select (file, text);

    /// <summary>The instant as it is sent.</summary>
    public string Timestamp =>
        Text("header-string-to-sign.txt")?.Split('\n')[1]
        ?? Text("header-canonical-request.txt")!.Split("x-amz-date:")[1].Split('\n')[0];

    /// <summary>The headers to sign, in order, with those that signing adds.</summary>
    public SignedHeader[] Headers()
    {
        List<(string Name, string Value)> headers = [.. _headers];
        if (!headers.Exists(static header => header.Name.Equals("x-amz-date", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(("X-Amz-Date", Timestamp));
        }
        if (Context("sign_body") is { ValueKind: JsonValueKind.True })
        {
            headers.Add(("x-amz-content-sha256", BodyHash));
        }
        if (Token is not null && Context("omit_session_token") is not { ValueKind: JsonValueKind.True })
        {
            headers.Add(("X-Amz-Security-Token", Token));
        }
        SignedHeader[] signed =
        [
            .. headers.Select(header => new SignedHeader(
                header.Name,
                // Some cases have another instant in the request than the one that they sign.
                header.Name.Equals("x-amz-date", StringComparison.OrdinalIgnoreCase)
                    ? Timestamp
                    : header.Value
            )),
        ];
        CanonicalHeaders.Sort(signed);
        return signed;
    }

    private JsonElement? Context(string name) =>
        _context.ValueKind == JsonValueKind.Object && _context.TryGetProperty(name, out var value) ? value : null;

    private string? Text(string file)
    {
        var path = Path.Combine(_folder, file);
        return File.Exists(path) ? File.ReadAllText(path, Encoding.UTF8).ReplaceLineEndings("\n") : null;
    }

    // The target may hold blanks: it ends at the last one.
    private static (string Method, string Target) RequestLine(string line)
    {
        var first = line.IndexOf(' ', StringComparison.Ordinal);
        return (line[..first], line[(first + 1)..line.LastIndexOf(' ')]);
    }

    private void ReadHeader(string line)
    {
        if (char.IsWhiteSpace(line[0]))
        {
            var (name, value) = _headers[^1];
            _headers[^1] = (name, value + "\n" + line); // folded
            return;
        }
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        _headers.Add((line[..colon], line[(colon + 1)..]));
    }
}
