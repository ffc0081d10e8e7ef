using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Google.Apis.Auth.OAuth2.Flows;
using Google.Apis.Auth.OAuth2.Responses;
using Prenup.Sandbox;
using Prenup.Sandbox.Google;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class GoogleTokenTests : IAsyncLifetime
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-google-").FullName;
    private SandboxClouds _clouds = null!;

    private GoogleIdentity Google => _clouds.Google;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _clouds = await SandboxClouds.StartAsync(new() { Clouds = ["google"] }, Stop);

    public async ValueTask DisposeAsync()
    {
        await _clouds.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Googles_library_signs_in_by_a_service_account_file()
    {
        ITokenAccess credential = FromFile("service_account", Google.WriteServiceAccount);
        string token = await credential.GetAccessTokenForRequestAsync(cancellationToken: Stop);

        Assert.Equal("jwt-bearer", Google.Tokens.Find(token)?.Kind);
        Assert.Equal(Google.Email, Google.Tokens.Find(token)?.Subject);
        Assert.Equal(1, Google.Tokens.Issued("jwt-bearer"));
    }

    [Fact]
    public async Task A_rotated_key_makes_old_files_worthless()
    {
        ITokenAccess credential = FromFile("service_account", Google.WriteServiceAccount);
        Google.RotateKey();

        var refused = await Assert.ThrowsAsync<TokenResponseException>(() =>
            credential.GetAccessTokenForRequestAsync(cancellationToken: Stop)
        );
        Assert.Equal("Invalid JWT Signature.", refused.Error.ErrorDescription);
        Assert.NotEmpty(
            await FromFile("service_account", Google.WriteServiceAccount)
                .GetAccessTokenForRequestAsync(cancellationToken: Stop)
        );
    }

    [Theory]
    [InlineData("iss", "\"other@sandbox-project.iam.gserviceaccount.com\"", "Invalid grant: account not found")]
    [InlineData("aud", "\"https://elsewhere.example/token\"", "Invalid JWT: Failed audience check.")]
    [InlineData("scope", "\"email\"", "Invalid OAuth scope or ID token audience provided.")]
    [InlineData("exp", "9999999999", "Invalid JWT: Token must be a short-lived token")]
    [InlineData("exp", "1000", "Invalid JWT: Token must be a short-lived token")]
    [InlineData("iat", "9999999999", "Invalid JWT: Token must be a short-lived token")]
    public async Task An_assertion_with_a_false_claim_is_refused(string claim, string value, string why)
    {
        var (status, description) = await AssertAsync(claims => claims[claim] = JsonDocument.Parse(value).RootElement);

        Assert.Equal(400, status);
        Assert.StartsWith(why, description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assertion_with_one_bit_changed_is_refused()
    {
        Assert.Equal((200, null), await AssertAsync(_ => { }));
        var (status, description) = await AssertAsync(_ => { }, tamper: true);

        Assert.Equal(400, status);
        Assert.Equal("Invalid JWT Signature.", description);
        Assert.Equal(1, Google.Tokens.Issued("jwt-bearer"));
    }

    [Fact]
    public async Task Googles_library_finds_and_uses_the_metadata_server()
    {
        var initializer = new ComputeCredential.Initializer(
            $"http://{Google.MetadataHost}/computeMetadata/v1/instance/service-accounts/default/token"
        );
        string token = await new ComputeCredential(initializer).GetAccessTokenForRequestAsync(cancellationToken: Stop);
        using var http = new HttpClient();
        using HttpResponseMessage bare = await http.GetAsync(Google.Metadata.Address, Stop);
        using HttpResponseMessage refused = await http.GetAsync(
            new Uri(Google.Metadata.Address, "computeMetadata/v1/instance/service-accounts/default/token"),
            Stop
        );

        Assert.Equal("metadata", Google.Tokens.Find(token)?.Kind);
        Assert.Equal("Google", bare.Headers.GetValues("Metadata-Flavor").Single());
        Assert.Equal(403, (int)refused.StatusCode);
    }

    [Fact]
    public async Task Googles_library_refreshes_what_a_person_left_behind()
    {
        string path = Path.Combine(_folder, "adc.json");
        Google.WriteAuthorizedUser(path);
        JsonElement file = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        var flow = new AuthorizationCodeFlow(
            new AuthorizationCodeFlow.Initializer("https://accounts.example", Google.TokenUri.ToString())
            {
                ClientSecrets = new()
                {
                    ClientId = file.GetProperty("client_id").GetString(),
                    ClientSecret = file.GetProperty("client_secret").GetString(),
                },
                HttpClientFactory = new Trusting.GoogleFactory(_clouds.Authority),
            }
        );
        var response = new TokenResponse { RefreshToken = file.GetProperty("refresh_token").GetString() };
        string token = await new UserCredential(flow, "person", response).GetAccessTokenForRequestAsync(
            cancellationToken: Stop
        );

        Assert.Equal("refresh-token", Google.Tokens.Find(token)?.Kind);
    }

    [Theory]
    [InlineData(false, "token-exchange")]
    [InlineData(true, "impersonation")]
    public async Task Googles_library_exchanges_the_token_of_a_workload(bool impersonate, string kind)
    {
        string tokenPath = Path.Combine(_folder, "workload-token");
        Google.WriteWorkloadToken(tokenPath);
        ITokenAccess credential = FromFile(
            "external_account",
            path => Google.WriteExternalAccount(path, tokenPath, impersonate)
        );
        string token = await credential.GetAccessTokenForRequestAsync(cancellationToken: Stop);

        Assert.Equal(kind, Google.Tokens.Find(token)?.Kind);
        Assert.Equal(1, Google.Tokens.Issued("token-exchange"));

        await File.WriteAllTextAsync(tokenPath, Google.Workloads.Issue("//somebody/else"), Stop);
        ITokenAccess other = FromFile(
            "external_account",
            path => Google.WriteExternalAccount(path, tokenPath, impersonate)
        );
        await Assert.ThrowsAsync<TokenResponseException>(() =>
            other.GetAccessTokenForRequestAsync(cancellationToken: Stop)
        );
    }

    [Fact]
    public async Task Tokens_expire_after_a_second_and_can_be_revoked_at_once()
    {
        Google.Tokens.Lifetime = TimeSpan.FromSeconds(1);
        var brief = Google.Tokens.Issue("test");
        Google.Tokens.Lifetime = TimeSpan.FromHours(1);
        var longer = Google.Tokens.Issue("test");
        await Eventually.HoldsAsync(() => Google.Tokens.Find(brief.Value) is null, "the brief token expires");

        Assert.NotNull(Google.Tokens.Find(longer.Value));
        Google.Tokens.Revoke();
        Assert.Null(Google.Tokens.Find(longer.Value));
        Assert.Equal(2, Google.Tokens.Issued("test"));
    }

    private ITokenAccess FromFile(string type, Action<string> write)
    {
        string path = Path.Combine(_folder, Guid.NewGuid() + ".json");
        write(path);
        return CredentialFactory
            .FromFile(path, type)
            .CreateWithHttpClientFactory(new Trusting.GoogleFactory(_clouds.Authority))
            .CreateScoped(Scope);
    }

    // An assertion made by hand from the file, with claims of our choice.
    private async Task<(int Status, string? Description)> AssertAsync(
        Action<Dictionary<string, JsonElement>> edit,
        bool tamper = false
    )
    {
        string path = Path.Combine(_folder, "sa.json");
        Google.WriteServiceAccount(path);
        JsonElement file = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(
            $$"""{"iss":"{{Google.Email}}","scope":"{{Scope}}","aud":"{{Google.TokenUri}}","iat":{{now}},"exp":{{now + 3600}}}"""
        )!;
        edit(claims);
        string assertion = HandMade.Jwt(file.GetProperty("private_key").GetString()!, JsonSerializer.Serialize(claims));
        if (tamper)
        {
            assertion = HandMade.FlipLastSignatureBit(assertion);
        }

        using HttpClient http = Trusting.Client(_clouds.Authority);
        using HttpResponseMessage reply = await http.PostAsync(
            Google.TokenUri,
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
                    ["assertion"] = assertion,
                }
            ),
            Stop
        );
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(await reply.Content.ReadAsStringAsync(Stop));
        return (
            (int)reply.StatusCode,
            json.TryGetProperty("error_description", out JsonElement text) ? text.GetString() : null
        );
    }
}
