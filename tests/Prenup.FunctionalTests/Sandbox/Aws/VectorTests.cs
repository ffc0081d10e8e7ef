using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Aws.Signing;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox.Aws;

/// <summary>AWS's published signing test suite (Apache-2.0, beside the project) against the verifier's own arithmetic.</summary>
public sealed class VectorTests
{
    private const string Key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    [Fact]
    public void Every_case_of_the_suite_gives_its_canonical_request_and_signature()
    {
        string folder = SharedFolder.Find("vectors/sigv4");
        var cases = Directory.GetDirectories(folder).Where(d => File.Exists(Path.Combine(d, "context.json"))).ToList();
        Assert.True(cases.Count >= 38, $"only {cases.Count} cases");
        foreach (string one in cases)
        {
            var context = JsonSerializer.Deserialize<JsonElement>(Read(one, "context.json"));
            string canonical = Read(one, "header-canonical-request.txt");
            string[] signed = canonical.Split('\n')[^2].Split(';');
            string time = Read(one, "header-string-to-sign.txt").Split('\n')[1];
            var scope = new Scope(
                "AKIDEXAMPLE",
                time[..8],
                context.GetProperty("region").GetString()!,
                context.GetProperty("service").GetString()!
            );
            AwsRequest request = Signed(Parse(Read(one, "request.txt")), context, time, signed);
            string written = CanonicalRequest.Write(request, signed, context.GetProperty("normalize").GetBoolean());
            string secret = context.GetProperty("credentials").GetProperty("secret_access_key").GetString()!;

            Assert.Equal(canonical, written);
            Assert.Equal(Read(one, "header-string-to-sign.txt"), SigV4.StringToSign(scope, time, written));
            Assert.Equal(Read(one, "header-signature.txt"), SigV4.Sign(secret, scope, time, written));
        }
    }

    [Theory]
    [InlineData("double-encode-path")]
    [InlineData("double-url-encode")]
    public void What_is_encoded_already_is_encoded_again(string name)
    {
        string one = SharedFolder.Find(Path.Combine("vectors/sigv4", name));
        string canonical = Read(one, "header-canonical-request.txt").TrimEnd();
        AwsRequest request = Parse(Read(one, "request.txt"));
        string time = canonical.Split('\n').Single(l => l.StartsWith("x-amz-date:", StringComparison.Ordinal))[11..];
        request = request with { Headers = [.. request.Headers.Where(h => h.Key == "Host"), new("x-amz-date", time)] };

        Assert.Equal(canonical, CanonicalRequest.Write(request, ["host", "x-amz-date"]));
    }

    [Theory]
    [InlineData(
        "bedrock",
        "bedrock-runtime.us-east-1.amazonaws.com",
        "/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse",
        "23b0cde33495f7711e8f1c5ed4827fd677b5b9e32ceeae341352104d450b6134"
    )]
    [InlineData(
        "bedrock",
        "bedrock-runtime.us-east-1.amazonaws.com",
        "/model/us.anthropic.claude-haiku-4-5-20251001-v1:0/converse",
        "6c13b8ac6a067af0a4a096956a2d7c1b5dad635c71f2f1c7242711cdd3d6d7f4"
    )]
    [InlineData(
        "bedrock-mantle",
        "bedrock-mantle.us-east-1.api.aws",
        "/openai/v1/responses",
        "07d3cd2bb383f8296f44e1edaa4bfbfd841b2ec2d36edac78a5830ce21e89cee"
    )]
    public void Signatures_of_two_other_signers(string service, string host, string path, string signature)
    {
        const string time = "20261123T000000Z";
        byte[] body = """{"a":1}"""u8.ToArray();
        var request = new AwsRequest(
            "POST",
            path,
            [
                new("Host", host),
                new("Content-Type", "application/json"),
                new("X-Amz-Date", time),
                new("X-Amz-Content-Sha256", CanonicalRequest.PayloadHash(body)),
            ],
            body
        );
        string canonical = CanonicalRequest.Write(
            request,
            ["content-type", "host", "x-amz-content-sha256", "x-amz-date"]
        );

        var scope = new Scope("AKIDEXAMPLE", time[..8], "us-east-1", service);
        Assert.Equal(signature, SigV4.Sign(Key, scope, time, canonical));
    }

    // A case's request is unsigned: what a signer adds has to be added.
    private static AwsRequest Signed(AwsRequest request, JsonElement context, string time, string[] signed)
    {
        var headers = request.Headers.Append(new("X-Amz-Date", time));
        if (signed.Contains("x-amz-security-token"))
        {
            string token = context.GetProperty("credentials").GetProperty("token").GetString()!;
            headers = headers.Append(new("X-Amz-Security-Token", token));
        }

        if (signed.Contains("x-amz-content-sha256"))
        {
            headers = headers.Append(new("x-amz-content-sha256", CanonicalRequest.PayloadHash(request.Body)));
        }

        return request with
        {
            Headers = [.. headers],
        };
    }

    private static AwsRequest Parse(string text)
    {
        string[] parts = text.Split("\n\n", 2);
        string[] lines = parts[0].TrimEnd().Split('\n');
        string target = lines[0][(lines[0].IndexOf(' ') + 1)..lines[0].LastIndexOf(' ')];
        var headers = new List<KeyValuePair<string, string>>();
        foreach (string line in lines[1..])
        {
            if (line[0] == ' ')
            {
                headers[^1] = new(headers[^1].Key, headers[^1].Value + "\n" + line); // folded
            }
            else
            {
                headers.Add(new(line.Split(':')[0], line.Split(':', 2)[1]));
            }
        }

        byte[] body = parts.Length == 2 ? Encoding.UTF8.GetBytes(parts[1].TrimEnd('\n')) : [];
        return new(lines[0].Split(' ')[0], target, headers, body);
    }

    private static string Read(string folder, string file) =>
        File.ReadAllText(Path.Combine(folder, file)).Replace("\r\n", "\n", StringComparison.Ordinal);
}
