using System.Net;
using Prenup.Gateway.Accepting;
using Xunit;

namespace Prenup.FunctionalTests.Security;

/// <summary>Who may ask an endpoint is bound to the endpoint.</summary>
public sealed class RoleTests
{
    private const string Admin = "admin: { key: env:ADMIN }";

    [Fact]
    public void S3_Every_endpoint_has_a_role_and_few_have_the_anonymous_one()
    {
        Assert.All(Urls.Roles, static endpoint => Assert.NotNull(endpoint.Role));
        Assert.Equal(
            ["/gpt-4.1-mini", "/livez", "/readyz"], // the first is the fallback, which says that a URL is not served
            Urls.Roles.Where(static endpoint => endpoint.Role == Role.Anonymous).Select(static one => one.Path).Order()
        );
        Assert.All(
            Urls.Roles,
            static endpoint => Assert.Equal(Urls.IsAdmin(endpoint.Path), endpoint.Role == Role.Admin)
        );
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/admin/status")]
    public async Task S11_The_admin_key_alone_opens_admin_endpoints_and_opens_nothing_else(string path)
    {
        await using var gateway = await TestGateway.StartAsync(more: Admin);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(gateway, path, TestGateway.AdminKey));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, path, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, path, TestGateway.Key));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, path, TestGateway.AdminKey + "x"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, path, TestGateway.AdminKey[..^1]));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(gateway, "/v1/models", TestGateway.AdminKey));
    }

    [Fact]
    public async Task S11_Without_an_admin_key_admin_endpoints_are_closed_on_loopback_too()
    {
        await using var gateway = await TestGateway.StartAsync(admin: false);
        foreach (var key in new[] { null, "", TestGateway.Key, TestGateway.AdminKey })
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(gateway, "/metrics", key));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(gateway, "/admin/status", key));
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(TestGateway gateway, string path, string? key)
    {
        using var client = new TestClient(gateway.Address, key);
        using var response = await client.GetAsync(path);
        return response.StatusCode;
    }
}
