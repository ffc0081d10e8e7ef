using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Prenup.Sandbox;
using Prenup.Sandbox.Entra;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class EntraTokenTests : IAsyncLifetime
{
    private const string Scope = "https://cognitiveservices.azure.com/.default";
    private const string Chat = """{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("prenup-entra-").FullName;
    private SandboxClouds _clouds = null!;

    private EntraIdentity Entra => _clouds.Entra;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _clouds = await SandboxClouds.StartAsync(new() { Clouds = ["azure", "entra"] }, Stop);

    public async ValueTask DisposeAsync()
    {
        await _clouds.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Azures_library_signs_in_by_secret_and_azure_serves()
    {
        string token = await AskAsync(
            new ClientSecretCredential(
                Entra.Tenant,
                Entra.Client,
                Entra.Secret,
                Options<ClientSecretCredentialOptions>()
            )
        );

        Assert.Equal("client-secret", Entra.Tokens.Find(token)?.Kind);
        Assert.Equal(200, await ChatAsync(token));
        Entra.Tokens.Revoke();
        Assert.Equal(401, await ChatAsync(token));
        Assert.Equal(401, await ChatAsync(Entra.Tokens.Issue("test", scope: "https://management.azure.com").Value));
    }

    [Fact]
    public async Task Azures_library_signs_in_by_certificate()
    {
        string path = Path.Combine(_folder, "app.pem");
        Entra.WriteCertificate(path);
        string token = await AskAsync(
            new ClientCertificateCredential(
                Entra.Tenant,
                Entra.Client,
                path,
                Options<ClientCertificateCredentialOptions>()
            )
        );

        Assert.Equal("client-certificate", Entra.Tokens.Find(token)?.Kind);
    }

    [Fact]
    public async Task Azures_library_signs_in_by_the_token_of_a_workload()
    {
        string path = Path.Combine(_folder, "federated-token");
        Entra.WriteWorkloadToken(path);
        var options = Options<WorkloadIdentityCredentialOptions>();
        (options.TenantId, options.ClientId, options.TokenFilePath) = (Entra.Tenant, Entra.Client, path);
        string token = await AskAsync(new WorkloadIdentityCredential(options));

        Assert.Equal("federated", Entra.Tokens.Find(token)?.Kind);
        await File.WriteAllTextAsync(path, Entra.Workloads.Issue("api://other"), Stop);
        var again = Options<WorkloadIdentityCredentialOptions>();
        (again.TenantId, again.ClientId, again.TokenFilePath) = (Entra.Tenant, Entra.Client, path);
        await Assert.ThrowsAsync<AuthenticationFailedException>(() => AskAsync(new WorkloadIdentityCredential(again)));
    }

    [Fact]
    public async Task A_rotated_secret_is_refused_with_the_number_that_operators_search_for()
    {
        string old = Entra.Secret;
        Entra.RotateSecret();
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() =>
            AskAsync(
                new ClientSecretCredential(Entra.Tenant, Entra.Client, old, Options<ClientSecretCredentialOptions>())
            )
        );

        Assert.Contains("AADSTS7000215", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id", "somebody", "AADSTS700016")]
    [InlineData("scope", "https://graph.microsoft.com/.default", "AADSTS70011")]
    [InlineData("grant_type", "password", "AADSTS70003")]
    [InlineData("client_assertion", "a.b.c", "AADSTS700027")]
    public async Task A_false_field_is_refused(string field, string value, string code)
    {
        var form = Form();
        form[field] = value;

        var (status, json) = await PostAsync(form);
        Assert.InRange(status, 400, 401);
        Assert.StartsWith(code, json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aud", "https://login.example/token")]
    [InlineData("iss", "somebody")]
    [InlineData("sub", "somebody")]
    [InlineData("none", "", true)]
    [InlineData("none", "", false, "AAAA")]
    public async Task A_false_assertion_is_refused(
        string claim,
        string value,
        bool tamper = false,
        string? thumb = null
    )
    {
        string Sign(string changed, bool flip)
        {
            long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
            string Claim(string name, string good) => changed == name ? value : good;
            string claims =
                $$"""{"aud":"{{Claim("aud", $"{Entra.Authority}{Entra.Tenant}/oauth2/v2.0/token")}}","iss":"{{Claim("iss", Entra.Client)}}","sub":"{{Claim("sub", Entra.Client)}}","nbf":{{now}},"exp":{{now + 600}}}""";
            thumb ??= System.Buffers.Text.Base64Url.EncodeToString(Entra.Certificate.Certificate.GetCertHash());
            string jwt = HandMade.Jwt(Entra.Certificate.KeyPem, claims, $$"""{"alg":"RS256","x5t":"{{thumb}}"}""");
            return flip ? HandMade.FlipLastSignatureBit(jwt) : jwt;
        }

        if (thumb is null)
        {
            Assert.Equal(200, (await PostAsync(Form(Sign("nothing", flip: false)))).Status);
        }

        Assert.Equal(401, (await PostAsync(Form(Sign(claim, tamper)))).Status);
    }

    [Fact]
    public async Task The_documents_of_discovery_name_this_authority()
    {
        using HttpClient http = Trusting.Client(_clouds.Authority);
        string authorize = Uri.EscapeDataString($"{Entra.Authority}{Entra.Tenant}/oauth2/v2.0/authorize");
        var instance = JsonSerializer.Deserialize<JsonElement>(
            await http.GetStringAsync(
                new Uri(
                    Entra.Authority,
                    "common/discovery/instance?api-version=1.1&authorization_endpoint=" + authorize
                ),
                Stop
            )
        );
        var tenant = JsonSerializer.Deserialize<JsonElement>(
            await http.GetStringAsync(new Uri(instance.GetProperty("tenant_discovery_endpoint").GetString()!), Stop)
        );

        Assert.Equal(
            $"{Entra.Authority}{Entra.Tenant}/oauth2/v2.0/token",
            tenant.GetProperty("token_endpoint").GetString()
        );
    }

    [Fact]
    public async Task A_machine_gets_a_token_in_both_forms_if_it_says_the_header()
    {
        using var http = new HttpClient();
        const string query = "?api-version=2018-02-01&resource=https%3A%2F%2Fcognitiveservices.azure.com";
        Uri imds = new(Entra.ManagedIdentity.Address, "metadata/identity/oauth2/token" + query);
        using HttpResponseMessage bare = await http.GetAsync(imds, Stop);
        using var asked = new HttpRequestMessage(HttpMethod.Get, imds) { Headers = { { "Metadata", "true" } } };
        using HttpResponseMessage machine = await http.SendAsync(asked, Stop);
        using var service = new HttpRequestMessage(HttpMethod.Get, Entra.IdentityEndpoint + query)
        {
            Headers = { { "X-IDENTITY-HEADER", Entra.IdentityHeader } },
        };
        using HttpResponseMessage app = await http.SendAsync(service, Stop);

        Assert.Equal(400, (int)bare.StatusCode);
        Assert.Equal(200, (int)machine.StatusCode);
        Assert.Equal(200, (int)app.StatusCode);
        Assert.Equal((1, 1), (Entra.Tokens.Issued("imds"), Entra.Tokens.Issued("app-service")));
    }

    private T Options<T>()
        where T : TokenCredentialOptions, new()
    {
        var options = new T
        {
            AuthorityHost = Entra.Authority,
            Transport = new HttpClientTransport(Trusting.Handler(_clouds.Authority)),
        };
        if (options is ClientSecretCredentialOptions secret)
        {
            secret.DisableInstanceDiscovery = true;
        }
        else if (options is ClientCertificateCredentialOptions certificate)
        {
            certificate.DisableInstanceDiscovery = true;
        }
        else if (options is WorkloadIdentityCredentialOptions workload)
        {
            workload.DisableInstanceDiscovery = true;
        }

        return options;
    }

    private static async Task<string> AskAsync(TokenCredential credential) =>
        (await credential.GetTokenAsync(new TokenRequestContext([Scope]), Stop)).Token;

    private Dictionary<string, string> Form(string? assertion = null)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = Entra.Client,
            ["scope"] = Scope,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        };
        form.Add(assertion is null ? "client_secret" : "client_assertion", assertion ?? Entra.Secret);
        return form;
    }

    private async Task<(int Status, JsonElement Json)> PostAsync(Dictionary<string, string> form)
    {
        using HttpClient http = Trusting.Client(_clouds.Authority);
        using HttpResponseMessage reply = await http.PostAsync(
            new Uri(Entra.Authority, $"{Entra.Tenant}/oauth2/v2.0/token"),
            new FormUrlEncodedContent(form),
            Stop
        );
        string text = await reply.Content.ReadAsStringAsync(Stop);
        return ((int)reply.StatusCode, JsonSerializer.Deserialize<JsonElement>(text));
    }

    private async Task<int> ChatAsync(string token)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var content = new StringContent(Chat, System.Text.Encoding.UTF8, "application/json");
        using HttpResponseMessage reply = await http.PostAsync(
            new Uri(_clouds.Azure.Address, "openai/v1/chat/completions"),
            content,
            Stop
        );
        return (int)reply.StatusCode;
    }
}
