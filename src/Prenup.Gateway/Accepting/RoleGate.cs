using Microsoft.AspNetCore.Http;

namespace Prenup.Gateway.Accepting;

/// <summary>
/// Stands between routing and endpoints: what is allowed depends on the endpoint that matched and on its role, never on a URL's
/// text, and an endpoint without a role is not served.
/// </summary>
internal sealed class RoleGate(AcceptStage accept, AdminDoor admin)
{
    /// <summary>Lets the request go on to its endpoint, or refuses it.</summary>
    public Task RunAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<EndpointRole>()?.Role switch
        {
            Role.Key or Role.Anonymous => next(context),
            Role.Admin when admin.Refusal(CredentialReader.Read(context.Request.Headers)) is { } fault =>
                accept.RefuseAsync(context, fault),
            Role.Admin => next(context),
            _ => accept.RefuseAsync(context, Refusals.NoSuchUrl),
        };
}
