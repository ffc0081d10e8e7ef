using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Prenup.Admin;
using Prenup.Gateway;
using Prenup.Gateway.Accepting;

namespace Prenup.FunctionalTests.Security;

/// <summary>Every endpoint that is mapped, read from the route table itself, so that a new one is tested from its first day.</summary>
internal static class Urls
{
    /// <summary>Method and path of every endpoint, with a value in each of its holes; the fallback as a path that nothing else takes.</summary>
    public static IReadOnlyList<(string Method, string Path)> All { get; } =
    [.. Read().Select(static endpoint => (endpoint.Method, endpoint.Path))];

    /// <summary>The role of every endpoint, beside its method and path; null where one has none.</summary>
    public static IReadOnlyList<(string Method, string Path, Role? Role)> Roles { get; } = Read();

    /// <summary>The two that need no key.</summary>
    public static bool IsProbe(string path) => path is "/livez" or "/readyz";

    /// <summary>Those that need the admin key.</summary>
    public static bool IsAdmin(string path) =>
        path is "/metrics" || path.StartsWith("/admin/", StringComparison.Ordinal);

    private static List<(string Method, string Path, Role? Role)> Read()
    {
        using var table = new RouteTable();
        var accept = new AcceptStage(null!, null!, null!, TimeProvider.System);
        table.MapPrenup(accept, new Readiness(null!, null!, null!));
        table.MapAdmin(null!, accept);
        return
        [
            .. from source in table.DataSources
            from endpoint in source.Endpoints.OfType<RouteEndpoint>()
            let method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET"
            let role = endpoint.Metadata.GetMetadata<EndpointRole>()?.Role
            select (method, Filled(endpoint.RoutePattern.RawText!), role),
        ];
    }

    private static string Filled(string pattern) =>
        "/"
        + string.Join(
            '/',
            pattern.TrimStart('/').Split('/').Select(static part => part.StartsWith('{') ? "gpt-4.1-mini" : part)
        );

    private sealed class RouteTable : IEndpointRouteBuilder, IServiceProvider, IDisposable
    {
        public IServiceProvider ServiceProvider => this;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => throw new NotSupportedException();

        public object? GetService(Type serviceType) => null;

        public void Dispose()
        {
            foreach (var source in DataSources.OfType<IDisposable>())
            {
                source.Dispose();
            }
        }
    }
}
