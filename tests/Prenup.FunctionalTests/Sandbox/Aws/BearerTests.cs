using System.Text;
using Microsoft.Extensions.Time.Testing;
using Prenup.Sandbox;
using Prenup.Sandbox.Aws;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox.Aws;

/// <summary>Bedrock API keys, long-term and short-term.</summary>
public sealed class BearerTests(AwsClouds clouds) : IClassFixture<AwsClouds>
{
    private SandboxAws Aws => clouds.Aws;

    [Fact]
    public async Task A_key_opens_both_hosts_until_it_is_revoked()
    {
        string second = Aws.Credentials.IssueApiKey();

        Assert.Equal(200, (await AskAsync(Aws.Mantle, Aws.Mantle.Key)).Status);
        Assert.Equal(200, (await AskAsync(Aws.Runtime, second)).Status);
        Aws.Credentials.Revoke(second);
        RawAnswer refused = await AskAsync(Aws.Runtime, second);
        Assert.Equal(403, refused.Status);
        Assert.Contains("x-amzn-errortype: AccessDeniedException:", refused.Text, StringComparison.Ordinal);
        Assert.Contains("""{"message":"Authentication failed""", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_credentials_and_both_kinds_at_once_are_refused()
    {
        RawAnswer none = await AskAsync(Aws.Mantle, null);
        var signed = SignedRequest.ToMantle(Aws);
        RawAnswer both = await (signed with { Unsigned = $"authorization: Bearer {Aws.Mantle.Key}\r\n" }).SendAsync();
        RawAnswer dated = await AskAsync(Aws.Mantle, Aws.Mantle.Key, "x-amz-date: 20261123T000000Z\r\n");

        Assert.Equal((403, 403, 403), (none.Status, both.Status, dated.Status));
        Assert.Contains("MissingAuthenticationTokenException", none.Text, StringComparison.Ordinal);
        Assert.Contains("IncompleteSignatureException", both.Text, StringComparison.Ordinal);
        Assert.Contains("IncompleteSignatureException", dated.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_term_key_lives_as_long_as_it_says_and_no_longer_than_its_signer()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using SandboxClouds own = await AwsClouds.StartAsync(new() { Region = "eu-west-1" }, clock);
        SandboxAws aws = own.Aws;
        string key = aws.MintShortTermKey(TimeSpan.FromMinutes(90));
        string ofSession = aws.MintShortTermKey(TimeSpan.FromHours(12), aws.Credentials.Issue());
        string tooLong = aws.MintShortTermKey(TimeSpan.FromHours(13));

        Assert.StartsWith("bedrock-api-key-", key, StringComparison.Ordinal);
        Assert.Equal(200, (await AskAsync(aws.Runtime, key)).Status);
        Assert.Equal(200, (await AskAsync(aws.Mantle, ofSession)).Status);
        Assert.Equal(403, (await AskAsync(aws.Mantle, tooLong)).Status);
        Assert.Equal(403, (await AskAsync(Aws.Runtime, key)).Status); // another region
        clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(200, (await AskAsync(aws.Runtime, key)).Status);
        Assert.Contains("ExpiredToken", (await AskAsync(aws.Mantle, ofSession)).Text, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Contains("ExpiredToken", (await AskAsync(aws.Runtime, key)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_term_key_with_anything_changed_is_refused()
    {
        const string prefix = "bedrock-api-key-";
        string url = Encoding.UTF8.GetString(
            Convert.FromBase64String(Aws.MintShortTermKey(TimeSpan.FromHours(1))[prefix.Length..])
        );
        foreach (
            string changed in (string[])
                [
                    url.Replace("Expires=3600", "Expires=7200"),
                    url[..^12] + (url[^12] == '0' ? '1' : '0') + url[^11..],
                    "",
                    "x",
                ]
        )
        {
            string key = prefix + Convert.ToBase64String(Encoding.UTF8.GetBytes(changed));
            Assert.Equal(403, (await AskAsync(Aws.Runtime, key)).Status);
        }
    }

    private static Task<RawAnswer> AskAsync(SandboxCloud cloud, string? key, string more = "")
    {
        string model = cloud.Name == "bedrock-mantle" ? "openai.gpt-5.5" : "us.openai.gpt-5.5";
        string body = $$"""{"model":"{{model}}","input":"hello"}""";
        string authorization = key is null ? "" : $"authorization: Bearer {key}\r\n";
        return RawHttp.AskAsync(
            cloud.Address,
            $"POST /openai/v1/responses HTTP/1.1\r\nhost: x\r\n{authorization}{more}connection: close\r\ncontent-length: {body.Length}\r\n\r\n{body}"
        );
    }
}
