using BenchmarkDotNet.Attributes;
using Prenup.Core.Asking;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;
using Prenup.Dialects.Requests;
using Prenup.Gateway.Sending;
using Prenup.Gateway.Sending.Signing;
using Prenup.Gateway.Sending.Signing.Aws;

namespace Prenup.Benchmarks.Signing;

/// <summary>What signing adds to a request: the edited body's hash, the canonical request and the signature, beside a bearer's header.</summary>
[MemoryDiagnoser]
public class SigV4Benchmarks : IDisposable
{
    private static readonly Uri Url = new("https://bedrock-runtime.us-east-2.amazonaws.com/openai/v1/responses");

    private readonly Account _account = new()
    {
        Name = "aws",
        Cloud = Cloud.Bedrock,
        Host = BedrockHost.Runtime,
        Region = "us-east-2",
        Endpoint = new Uri("https://bedrock-runtime.us-east-2.amazonaws.com"),
        Credential = new AwsCredential(),
    };

    private ISigner _signer = null!;
    private ISigner _bearer = null!;
    private SplicedContent _body = null!;

    /// <summary>The body's length in bytes.</summary>
    [Params(2 << 10, 64 << 10)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var issued = new IssuedCredential(
            new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            DateTimeOffset.MaxValue
        )
        {
            AccessKeyId = "ASIDEXAMPLE",
            SessionToken = new Secret(new string('t', 700)),
        };
        _signer = new SigV4Signer(_account, Live(issued), TimeProvider.System);
        _bearer = new HeaderSigner("authorization", "Bearer ", Live(issued));
        var text = $$"""{"model":"gpt-5.5","input":"{{new string('x', Bytes - 32)}}"}""";
        var body = System.Text.Encoding.UTF8.GetBytes(text);
        if (!RequestReader.TryRead(body, Dialect.OpenAiResponses, out var asked, out var fault))
        {
            throw new InvalidOperationException(fault.Message);
        }
        _body = new SplicedContent(
            body,
            NamedEdits.ForOffer(asked, Dialect.OpenAiResponses, "us.openai.gpt-5.5", null)
        );
        _signer
            .SignAsync(new HttpRequestMessage(HttpMethod.Post, Url), _body, default)
            .AsTask()
            .GetAwaiter()
            .GetResult();
        _bearer
            .SignAsync(new HttpRequestMessage(HttpMethod.Post, Url), _body, default)
            .AsTask()
            .GetAwaiter()
            .GetResult();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _body.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public HttpRequestMessage Signed() => Sign(_signer);

    [Benchmark(Baseline = true)]
    public HttpRequestMessage Bearer() => Sign(_bearer);

    private HttpRequestMessage Sign(ISigner signer)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url);
        var signed = signer.SignAsync(request, _body, default);
        return signed.IsCompletedSuccessfully
            ? request
            : throw new InvalidOperationException("the credential is at hand");
    }

    private static LiveCredential Live(IssuedCredential issued) => new(new Fixed(issued), TimeProvider.System);

    private sealed class Fixed(IssuedCredential issued) : ICredentialSource
    {
        public bool Renews => false;

        public ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation) => new(issued);
    }
}
