using System.Text.Json;
using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

public sealed class IbmTokenTests
{
    private const string Grant = "urn:ibm:params:oauth:grant-type:apikey";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("identity/token")]
    [InlineData("oidc/token")]
    public async Task A_key_is_exchanged_for_a_token(string path)
    {
        await using SandboxClouds clouds = await SandboxClouds.StartAsync(new() { Clouds = ["ibm-iam"] }, Stop);
        var (status, json) = await PostAsync(clouds, path, Grant, clouds.Ibm.Keys.First);
        var (refusal, error) = await PostAsync(clouds, path, Grant, "no-such-key");
        var (_, grant) = await PostAsync(clouds, path, "password", clouds.Ibm.Keys.First);

        Assert.Equal(200, status);
        Assert.Equal(3600, json.GetProperty("expires_in").GetInt64());
        Assert.InRange(
            json.GetProperty("expiration").GetInt64() - DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            3000,
            3601
        );
        Assert.NotNull(clouds.Ibm.Tokens.Find(json.GetProperty("access_token").GetString()));
        Assert.Equal(400, refusal);
        Assert.Equal("BXNIM0415E", error.GetProperty("errorCode").GetString());
        Assert.Equal("BXNIM0108E", grant.GetProperty("errorCode").GetString());
        Assert.Equal(1, clouds.Ibm.Tokens.Issued("apikey"));
    }

    [Fact]
    public async Task Another_process_counts_shortens_and_revokes_tokens()
    {
        await using SandboxClouds clouds = await SandboxClouds.StartAsync(new() { Clouds = ["ibm-iam"] }, Stop);
        using HttpClient http = Trusting.Client(clouds.Authority);
        var control = new Uri(clouds.Ibm.Endpoint.Address, "_sandbox/tokens");
        string token = clouds.Ibm.Tokens.Issue("test").Value;
        using var brief = new StringContent("""{"lifetimeSeconds":1}""");
        using HttpResponseMessage set = await http.PostAsync(control, brief, Stop);
        string counted = await http.GetStringAsync(control, Stop);
        using HttpResponseMessage revoked = await http.DeleteAsync(control, Stop);
        using var wrong = new StringContent("""{"lifetimeSeconds":0}""");
        using HttpResponseMessage refused = await http.PostAsync(control, wrong, Stop);

        Assert.Equal("""{"lifetimeSeconds":1,"issued":{"test":1}}""", counted);
        Assert.Equal((200, 200, 400), ((int)set.StatusCode, (int)revoked.StatusCode, (int)refused.StatusCode));
        Assert.Null(clouds.Ibm.Tokens.Find(token));
    }

    private static async Task<(int Status, JsonElement Json)> PostAsync(
        SandboxClouds clouds,
        string path,
        string grant,
        string key
    )
    {
        using HttpClient http = Trusting.Client(clouds.Authority);
        using HttpResponseMessage reply = await http.PostAsync(
            new Uri(clouds.Ibm.Endpoint.Address, path),
            new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = grant, ["apikey"] = key }),
            Stop
        );
        string text = await reply.Content.ReadAsStringAsync(Stop);
        return ((int)reply.StatusCode, JsonSerializer.Deserialize<JsonElement>(text));
    }
}
