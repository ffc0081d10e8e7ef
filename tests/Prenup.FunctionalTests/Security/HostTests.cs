using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Who may do what is decided by the endpoint that matched, whatever the URL's text or the Host header say.</summary>
public sealed class HostTests
{
    private static readonly string[] Hosts =
    [
        "localhost",
        "x:4000/#@evil",
        "evil.example",
        "127.0.0.1/livez",
        "livez",
        "x?/livez",
        "x\\livez",
        "a b",
        "",
        "x:99999",
        "user@x",
        "[::1]",
    ];

    private static readonly string[] Targets =
    [
        "/v1/models",
        "//v1/models",
        "/v1//models",
        "/v1/models/",
        "/V1/MODELS",
        "/v1%2fmodels",
        "/%76%31/models",
        "/v1/models;/livez",
        "/v1/models;x=/livez",
        "/v1/models#/livez",
        "/v1/models?/livez",
        "/v1/models/%2flivez",
        "/v1/models/..%2f..%2flivez",
        "/livez/../v1/models",
        "/livez/%2e%2e/v1/models",
        "/livez%2f..%2fv1/models",
        "/livez/v1/models",
        "/livez;/v1/models",
        "/livez%00/v1/models",
        "/readyz//v1/models",
        "/v1\\models",
        "/v1/models%00",
        "http://evil/livez",
        "http://evil/v1/models",
        "http://x:4000/#@evil/v1/models",
        "http://livez@evil/v1/models",
        "//livez/v1/models",
        "*",
        "evil:443",
        "/v1/responses/resp_1/../../models",
        "/v1/keys",
        "/admin",
        "/metrics",
        "/_sandbox/invoice",
        "/",
    ];

    [Fact]
    public async Task S4_No_url_and_no_host_opens_an_endpoint_without_a_key()
    {
        await using var gateway = await TestGateway.StartAsync();
        foreach (var target in Targets)
        {
            foreach (var method in new[] { "GET", "POST", "DELETE", "OPTIONS", "CONNECT" })
            {
                foreach (var host in Hosts)
                {
                    var answer = await AskAsync(gateway.Address, method, target, host, null);
                    var probed =
                        answer.Status == 200
                        && answer.Text.EndsWith("\r\n\r\n3\r\nok\n\r\n0\r\n\r\n", StringComparison.Ordinal);
                    Assert.True(
                        probed || answer.Status >= 400 || answer.Status == 0,
                        $"{method} {target} at '{host}' answered {answer.Text}"
                    );
                }
            }
        }
        Assert.All(gateway.Clouds.All, static cloud => Assert.Empty(cloud.Calls));
    }

    [Fact]
    public async Task S4_The_same_target_gets_the_same_decision_at_every_host()
    {
        await using var gateway = await TestGateway.StartAsync();
        foreach (var target in Targets)
        {
            foreach (var key in new[] { null, "wrong", TestGateway.Key })
            {
                var usual = await AskAsync(gateway.Address, "GET", target, "localhost", key);
                foreach (var host in Hosts)
                {
                    var answer = await AskAsync(gateway.Address, "GET", target, host, key);
                    Assert.True(
                        answer.Status == usual.Status || answer.Status == 400,
                        $"GET {target} with {key}: {usual.Status} at localhost, {answer.Status} at '{host}'"
                    );
                }
            }
        }
    }

    [Theory]
    [InlineData("/v1/models", 200)]
    [InlineData("/v1/models?x=/livez", 200)]
    [InlineData("/v1/models;/livez", 404)]
    [InlineData("/v1%2fmodels", 404)]
    [InlineData("/livez/../v1/models", 200)]
    [InlineData("http://evil/v1/models", 400)] // the authority of an absolute target has to be the Host header's
    [InlineData("http://localhost/v1/models", 200)]
    public async Task S4_A_key_opens_what_the_router_matched_and_nothing_else(string target, int status)
    {
        await using var gateway = await TestGateway.StartAsync();
        Assert.Equal(status, (await AskAsync(gateway.Address, "GET", target, "localhost", TestGateway.Key)).Status);
        var without = await AskAsync(gateway.Address, "GET", target, "localhost", null);
        Assert.Equal(status == 200 ? 401 : status, without.Status);
    }

    private static Task<RawAnswer> AskAsync(Uri address, string method, string target, string host, string? key) =>
        RawHttp.AskAsync(
            address,
            $"{method} {target} HTTP/1.1\r\nHost: {host}\r\n"
                + (key is null ? "" : $"Authorization: Bearer {key}\r\n")
                + "Content-Length: 0\r\nConnection: close\r\n\r\n"
        );
}
