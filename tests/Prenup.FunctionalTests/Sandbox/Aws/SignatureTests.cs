using Prenup.Sandbox.Aws;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox.Aws;

/// <summary>What Bedrock's hosts accept as a signature and what they refuse; AWS's own signer is the oracle.</summary>
public sealed class SignatureTests(AwsClouds clouds) : IClassFixture<AwsClouds>
{
    private SandboxAws Aws => clouds.Aws;

    [Fact]
    public async Task Both_hosts_accept_long_term_and_session_credentials()
    {
        AwsCredentials session = Aws.Credentials.Issue();

        Assert.Equal(200, (await SignedRequest.ToRuntime(Aws).SendAsync()).Status);
        Assert.Equal(200, (await SignedRequest.ToRuntime(Aws, session).SendAsync()).Status);
        Assert.Equal(200, (await SignedRequest.ToMantle(Aws).SendAsync()).Status);
        Assert.Equal(200, (await SignedRequest.ToMantle(Aws, session).SendAsync()).Status);
    }

    [Theory]
    [InlineData("/model/us.anthropic.claude%3A0/converse", "/model/us.anthropic.claude%253A0/converse", 404)]
    [InlineData("/model/us.anthropic.claude:0/converse", "/model/us.anthropic.claude%3A0/converse", 404)]
    [InlineData("/model/us.anthropic.claude%3A0/converse", "/model/us.anthropic.claude%3A0/converse", 403)]
    [InlineData("/model/us.anthropic.claude:0/converse", "/model/us.anthropic.claude:0/converse", 403)]
    public async Task The_path_as_sent_is_encoded_once_more(string path, string canonical, int status)
    {
        var request = SignedRequest.ToRuntime(Aws) with { Path = path, CanonicalPath = canonical };

        Assert.Equal(status, (await request.SendAsync()).Status);
    }

    [Fact]
    public async Task A_byte_changed_anywhere_that_is_signed_is_refused()
    {
        string text = (SignedRequest.ToRuntime(Aws, Aws.Credentials.Issue()) with { Query = "a=b1" }).Text();
        int body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        var places = Enumerable
            .Range(0, text.Length)
            .Where(i => char.IsAsciiLetterOrDigit(text[i]))
            .Where(i => i >= body || IsTarget(text, i) || IsSignedValue(text, i));
        int tried = 0;
        await Parallel.ForEachAsync(
            places,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            async (place, _) =>
            {
                char other = text[place] is '0' ? '1' : '0';
                string changed = text[..place] + other + text[(place + 1)..];
                RawAnswer answer = await RawHttp.AskAsync(Aws.Runtime.Address, changed);
                Assert.True(answer.Status == 403, $"{answer.Status} for {changed}");
                bool isWhat = place >= body || IsTarget(text, place);
                Assert.True(!isWhat || ErrorType(answer) == "InvalidSignatureException", ErrorType(answer));
                Interlocked.Increment(ref tried);
            }
        );

        Assert.True(tried > 500, $"only {tried} bytes were changed");
        Assert.Equal(200, (await RawHttp.AskAsync(Aws.Runtime.Address, text)).Status);
    }

    [Fact]
    public async Task Wrong_service_region_day_or_clock_is_refused()
    {
        var good = SignedRequest.ToRuntime(Aws);
        DateTimeOffset now = DateTimeOffset.UtcNow;

        await AssertRefusedAsync(good with { Service = "bedrock-mantle" }, "InvalidSignatureException", "'bedrock'");
        await AssertRefusedAsync(
            SignedRequest.ToMantle(Aws) with
            {
                Service = "bedrock",
            },
            "InvalidSignatureException",
            "'bedrock-mantle'"
        );
        await AssertRefusedAsync(good with { Region = "us-east-1" }, "InvalidSignatureException", "region");
        await AssertRefusedAsync(good with { Time = now.AddMinutes(-6) }, "InvalidSignatureException", "expired");
        await AssertRefusedAsync(good with { Time = now.AddMinutes(6) }, "InvalidSignatureException", "current");
        Assert.Equal(200, (await (good with { Time = now.AddMinutes(-4) }).SendAsync()).Status);
    }

    [Theory]
    [InlineData("host")]
    [InlineData("x-amz-date")]
    [InlineData("x-amz-content-sha256")]
    [InlineData("x-amz-security-token")]
    public async Task What_aws_acts_upon_has_to_be_signed(string header) =>
        await AssertRefusedAsync(
            SignedRequest.ToRuntime(Aws, Aws.Credentials.Issue()) with
            {
                Forget = header,
            },
            "InvalidSignatureException",
            header
        );

    [Fact]
    public async Task Signed_headers_have_to_be_in_order()
    {
        string text = SignedRequest.ToRuntime(Aws).Text();
        string swapped = text.Replace("=content-type;host;", "=host;content-type;", StringComparison.Ordinal);
        RawAnswer answer = await RawHttp.AskAsync(Aws.Runtime.Address, swapped);

        Assert.Equal(403, answer.Status);
        Assert.Contains("sorted", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_unknown_or_expired_is_told_so()
    {
        await using var own = await AwsClouds.StartAsync();
        AwsCredentials expired = own.Aws.Credentials.Issue();
        AwsCredentials revoked = own.Aws.Credentials.Issue();
        AwsCredentials stranger = new("AKIAUNKNOWN", "secret");
        own.Aws.Credentials.Revoke(revoked.AccessKeyId);
        Assert.Equal(200, (await SignedRequest.ToRuntime(own.Aws, expired).SendAsync()).Status);
        own.Aws.Credentials.ExpireAll();

        await AssertRefusedAsync(SignedRequest.ToRuntime(own.Aws, expired), "ExpiredTokenException", "expired");
        await AssertRefusedAsync(SignedRequest.ToMantle(own.Aws, revoked), "UnrecognizedClientException", "invalid");
        await AssertRefusedAsync(SignedRequest.ToMantle(own.Aws, stranger), "UnrecognizedClientException", "invalid");
        await AssertRefusedAsync(
            SignedRequest.ToRuntime(own.Aws, own.Aws.Credentials.Issue() with { SessionToken = "another" }),
            "UnrecognizedClientException",
            "invalid"
        );
        Assert.Equal(200, (await SignedRequest.ToRuntime(own.Aws).SendAsync()).Status);
    }

    private static async Task AssertRefusedAsync(SignedRequest request, string type, string says)
    {
        RawAnswer answer = await request.SendAsync();
        Assert.Equal(403, answer.Status);
        Assert.Equal(type, ErrorType(answer));
        Assert.Contains(says, answer.Body, StringComparison.Ordinal);
        Assert.StartsWith("""{"message":""", answer.Body, StringComparison.Ordinal);
    }

    private static string ErrorType(RawAnswer answer) =>
        answer
            .Text.Split("\r\n")
            .Where(l => l.StartsWith("x-amzn-errortype: ", StringComparison.Ordinal))
            .Select(l => l[18..].Split(':')[0])
            .SingleOrDefault("");

    private static bool IsTarget(string text, int place) => place < text.IndexOf(" HTTP/1.1", StringComparison.Ordinal);

    // The value of a header line that is signed, or of the signature itself.
    private static bool IsSignedValue(string text, int place)
    {
        int start = text.LastIndexOf('\n', place) + 1;
        string line = text[start..text.IndexOf('\r', place)];
        string name = line.Split(':')[0];
        return start > 0
            && name
                is "content-type"
                    or "host"
                    or "x-amz-content-sha256"
                    or "x-amz-date"
                    or "x-amz-security-token"
                    or "authorization"
            && place - start > name.Length;
    }
}
