using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Prenup.Core.Asking;
using Prenup.Core.Keys;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;
using Prenup.Dialects.Requests;
using Prenup.Gateway.Sending;
using Prenup.Gateway.Sending.Signing;
using Prenup.Gateway.Sending.Signing.Aws;
using Xunit;

namespace Prenup.Tests.Gateway.Signing;

/// <summary>The signer over requests as they are sent. The signatures were made with AWS's own signer for JavaScript.</summary>
public sealed class SigV4SignerTests
{
    private static readonly IssuedCredential Key = new(
        new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
        DateTimeOffset.MaxValue
    )
    {
        AccessKeyId = "AKIDEXAMPLE",
    };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(
        BedrockHost.Runtime,
        "https://bedrock-runtime.us-east-1.amazonaws.com/model/us.anthropic.claude-haiku-4-5-20251001-v1%3A0/converse",
        "23b0cde33495f7711e8f1c5ed4827fd677b5b9e32ceeae341352104d450b6134"
    )]
    [InlineData(
        BedrockHost.Runtime,
        "https://bedrock-runtime.us-east-1.amazonaws.com/model/us.anthropic.claude-haiku-4-5-20251001-v1:0/converse",
        "6c13b8ac6a067af0a4a096956a2d7c1b5dad635c71f2f1c7242711cdd3d6d7f4"
    )]
    [InlineData(
        BedrockHost.Mantle,
        "https://bedrock-mantle.us-east-1.api.aws/openai/v1/responses",
        "07d3cd2bb383f8296f44e1edaa4bfbfd841b2ec2d36edac78a5830ce21e89cee"
    )]
    public async Task A_path_is_signed_as_sent_with_each_segment_encoded_again(
        BedrockHost host,
        string url,
        string signature
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        await SignAsync(host, request, Body("""{"a":1}"""));
        Assert.Equal(signature, Header(request, "authorization").Split("Signature=")[1]);
        Assert.Contains(
            "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date,",
            Header(request, "authorization"),
            StringComparison.Ordinal
        );
        Assert.Equal("20261123T000000Z", Header(request, "x-amz-date"));
    }

    [Fact]
    public async Task The_hash_is_of_the_body_as_it_is_sent_edits_included()
    {
        var body = """{"model":"gpt-5.5","stream":true,"messages":[]}"""u8.ToArray();
        Assert.True(RequestReader.TryRead(body, Dialect.OpenAiChat, out var asked, out _));
        var content = new SplicedContent(
            body,
            NamedEdits.ForOffer(asked, Dialect.OpenAiChat, "us.openai.gpt-5.5", 100)
        );
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            "https://bedrock-runtime.us-east-1.amazonaws.com/x"
        );
        await SignAsync(BedrockHost.Runtime, request, content);
        var sent = await content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(body.Length, sent.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(sent)), Header(request, "x-amz-content-sha256"));
    }

    [Fact]
    public async Task A_session_s_token_is_sent_and_signed()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            "https://bedrock-runtime.us-east-1.amazonaws.com/x?b=2&a=1"
        );
        await SignAsync(BedrockHost.Runtime, request, null, Key with { SessionToken = new Secret("session") });
        Assert.Equal("session", Header(request, "x-amz-security-token"));
        Assert.Contains(
            "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,",
            Header(request, "authorization"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_day_later_another_key_signs()
    {
        var signer = Signer(BedrockHost.Runtime, Key);
        async Task<string> ScopeAsync()
        {
            using var request = new HttpRequestMessage(
                HttpMethod.Post,
                "https://bedrock-runtime.us-east-1.amazonaws.com/x"
            );
            await signer.SignAsync(request, Body("{}"), TestContext.Current.CancellationToken);
            return Header(request, "authorization").Split("Credential=")[1].Split(',')[0];
        }
        Assert.Equal("AKIDEXAMPLE/20261123/us-east-1/bedrock/aws4_request", await ScopeAsync());
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("AKIDEXAMPLE/20261124/us-east-1/bedrock/aws4_request", await ScopeAsync());
    }

    private static SplicedContent Body(string json) => new(Encoding.UTF8.GetBytes(json), Splices.None);

    private static string Header(HttpRequestMessage request, string name) =>
        Assert.Single(request.Headers.NonValidated[name]);

    private async Task SignAsync(
        BedrockHost host,
        HttpRequestMessage request,
        SplicedContent? body,
        IssuedCredential? key = null
    ) => await Signer(host, key ?? Key).SignAsync(request, body, TestContext.Current.CancellationToken);

    private SigV4Signer Signer(BedrockHost host, IssuedCredential key)
    {
        var account = new Account
        {
            Name = "aws",
            Cloud = Cloud.Bedrock,
            Host = host,
            Region = "us-east-1",
            Endpoint = new Uri(
                host == BedrockHost.Mantle
                    ? "https://bedrock-mantle.us-east-1.api.aws"
                    : "https://bedrock-runtime.us-east-1.amazonaws.com"
            ),
            Credential = new AwsCredential(),
        };
        return new SigV4Signer(account, new LiveCredential(new Fixed(key), _clock), _clock);
    }

    private sealed class Fixed(IssuedCredential key) : ICredentialSource
    {
        public bool Renews => false;

        public ValueTask<IssuedCredential> FetchAsync(CancellationToken cancellation) => new(key);
    }
}
