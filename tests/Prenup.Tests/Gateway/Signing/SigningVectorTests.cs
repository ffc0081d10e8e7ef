using System.Text;
using Prenup.Gateway;
using Prenup.Gateway.Sending.Signing.Aws;
using Xunit;

namespace Prenup.Tests.Gateway.Signing;

/// <summary>AWS's published test suite for header signing, with the cases for paths that are encoded already.</summary>
public sealed class SigningVectorTests(ITestOutputHelper output)
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    // These two name made-up keys whose secret the suite does not tell; their canonical requests are compared.
    private const string Untold = "ANOTREAL";

    [Fact]
    public void Every_vector_has_the_published_canonical_request_text_and_signature()
    {
        var vectors = Directory
            .EnumerateDirectories(SharedFolder.Find("vectors/sigv4"))
            .Order(StringComparer.Ordinal)
            .Select(static folder => new SigningVector(folder))
            .ToList();
        var problems = new List<string>();
        foreach (var vector in vectors)
        {
            problems.AddRange(Problems(vector));
        }
        output.WriteLine($"{vectors.Count} vectors");
        Assert.True(problems.Count == 0, string.Join("\n\n", problems));
        Assert.True(vectors.Count >= 40);
    }

    private IEnumerable<string> Problems(SigningVector vector)
    {
        var (path, query) = vector.Target.Split('?', 2) is [var before, var after]
            ? (before, after)
            : (vector.Target, "");
        path = vector.Normalises ? CanonicalUri.Normalised(path) : path;
        var headers = vector.Headers();
        using var canonical = new PooledBuffer(512);
        CanonicalRequest.Write(
            vector.Method,
            path,
            query,
            headers,
            CanonicalHeaders.Names(headers),
            vector.BodyHash,
            canonical
        );
        var (keyId, day, region, service) = vector.Credential;
        var key = new SigningKey(Secret, day, region, service);
        using var text = new PooledBuffer(256);
        key.WriteText(vector.Timestamp, canonical.Span, text);
        foreach (var (file, expected) in vector.Expected)
        {
            if (keyId == Untold && file != "canonical-request.txt")
            {
                output.WriteLine($"{vector.Name}: {file} is not compared, its secret is not published");
                continue;
            }
            var actual = file switch
            {
                "canonical-request.txt" => Encoding.UTF8.GetString(canonical.Span),
                "string-to-sign.txt" => Encoding.UTF8.GetString(text.Span),
                _ => key.Sign(vector.Timestamp, canonical.Span),
            };
            if (actual != expected.TrimEnd('\n'))
            {
                yield return $"{vector.Name} {file}\n{actual}\n-- expected\n{expected}";
            }
        }
    }
}
