using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Prenup.Core.Offers;
using Prenup.Core.Offers.Credentials;
using Prenup.Core.Ports;
using Prenup.Credentials;
using Xunit;

namespace Prenup.Tests.Credentials;

public sealed class TokenFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_token_s_own_end_counts_and_the_file_is_looked_at_again_before()
    {
        var end = _clock.GetUtcNow().AddHours(1);
        var token = Jwt($$"""{"sub":"gateway","exp":{{end.ToUnixTimeSeconds()}}}""");
        var issued = await FetchAsync(token + "\n");
        Assert.Equal((token, end), (issued.Secret.Reveal(), issued.Expires));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(30), issued.LookAgain);
    }

    [Theory]
    [InlineData("opaque")]
    [InlineData("a.b.c")]
    [InlineData("a.!!.c")]
    [InlineData("..")]
    public async Task A_token_that_names_no_end_has_none(string token) =>
        Assert.Equal(DateTimeOffset.MaxValue, (await FetchAsync(token)).Expires);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"exp":"soon"}""")]
    [InlineData("""{"exp":1e300}""")]
    [InlineData("""{"exp":-1}""")]
    public async Task Claims_without_a_usable_end_have_none(string claims) =>
        Assert.Equal(DateTimeOffset.MaxValue, (await FetchAsync(Jwt(claims))).Expires);

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("two\nlines")]
    [InlineData("ünprintable")]
    public async Task What_no_header_can_carry_is_no_token_and_is_not_repeated(string text)
    {
        var fault = await Assert.ThrowsAsync<CredentialException>(() => FetchAsync(text));
        Assert.Contains(_file, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("lines", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_named()
    {
        File.Delete(_file);
        var source = Source();
        var fault = await Assert.ThrowsAsync<CredentialException>(async () =>
            await source.FetchAsync(TestContext.Current.CancellationToken)
        );
        Assert.Contains(_file, fault.Message, StringComparison.Ordinal);
    }

    private static string Jwt(string claims) =>
        $"{Base64Url.EncodeToString("{}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.c2ln";

    private async Task<IssuedCredential> FetchAsync(string text)
    {
        await File.WriteAllTextAsync(_file, text, TestContext.Current.CancellationToken);
        return await Source().FetchAsync(TestContext.Current.CancellationToken);
    }

    private ICredentialSource Source() =>
        new CredentialSources(_clock).For(
            new Account
            {
                Name = "cluster",
                Cloud = Cloud.OpenAiCompatible,
                Endpoint = new Uri("https://models.example/v1"),
                Credential = new TokenFileCredential(_file),
            }
        );
}
