using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using CsCheck;
using Prenup.Sandbox.Aws.Signing;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox.Aws;

/// <summary>Whatever AWS's own signer signs, the verifier computes the same signature from what is on the wire.</summary>
public sealed class SignerPropertyTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private static readonly AmazonSecurityTokenServiceConfig Config = new()
    {
        ServiceURL = "https://bedrock-runtime.us-east-2.amazonaws.com",
        AuthenticationRegion = "us-east-2",
    };

    private static readonly Gen<string> Segment = Text("abzAZ09-_.~:@!$'()*+,;=% é", 1);

    // That signer neither encodes names nor orders them by their encoding, as the specification wants it.
    private static readonly Gen<string> Name = Text("abzAZ09-_.~", 1);
    private static readonly Gen<string> Value = Text("abz09-_.~:/?#[]@!$&'()*+,;=% é", 0);
    private static readonly Gen<string> Header = Text("abz09-_.~:/?=%\"  ", 0);

    [Fact]
    public void Path_query_header_and_body_are_signed_alike() =>
        Gen.Select(Segment.Array[1, 4], Gen.Dictionary(Name, Value)[0, 3], Header, Gen.Byte.Array[0, 64])
            .Where((segments, _, _, _) => segments.All(s => s.Trim('.').Length > 0))
            .Sample(
                (segments, query, header, body) =>
                {
                    IRequest request = Make(segments, query, header, body);
                    AWS4SigningResult signed = new AWS4Signer().SignRequest(
                        request,
                        Config,
                        new RequestMetrics(),
                        "AKIDEXAMPLE",
                        Secret
                    );
                    string target = AmazonServiceClient.ComposeUrl(request).PathAndQuery;
                    var arrived = new AwsRequest(request.HttpMethod, target, [.. request.Headers], body);
                    string canonical = CanonicalRequest.Write(arrived, signed.SignedHeaders.Split(';'));
                    Scope scope = Scope.Parse("AKIDEXAMPLE/" + signed.Scope)!;

                    Assert.Equal(signed.Signature, SigV4.Sign(Secret, scope, signed.ISO8601DateTime, canonical));
                },
                iter: Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1" ? 100_000 : 1_000
            );

    private static DefaultRequest Make(string[] segments, Dictionary<string, string> query, string header, byte[] body)
    {
        var request = new DefaultRequest(new AssumeRoleRequest(), "Bedrock")
        {
            Endpoint = new Uri(Config.ServiceURL),
            HttpMethod = "POST",
            ResourcePath = string.Concat(segments.Select((_, i) => $"/{{s{i}}}")),
            UseQueryString = true,
            Content = body,
            OverrideSigningServiceName = "bedrock",
        };
        for (int i = 0; i < segments.Length; i++)
        {
            request.AddPathResource($"{{s{i}}}", segments[i]);
        }

        foreach (var (name, value) in query)
        {
            request.Parameters[name] = value;
        }

        request.Headers["x-amzn-note"] = header;
        return request;
    }

    private static Gen<string> Text(string letters, int least) =>
        Gen.Char[letters].Array[least, 8].Select(c => new string(c));
}
