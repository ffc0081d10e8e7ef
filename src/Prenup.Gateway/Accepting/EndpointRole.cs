using Microsoft.AspNetCore.Builder;

namespace Prenup.Gateway.Accepting;

/// <summary>The role that an endpoint is bound to. An endpoint without one is not served.</summary>
/// <param name="Role">Who may ask it.</param>
public sealed record EndpointRole(Role Role);

/// <summary>Binds roles to endpoints.</summary>
public static class EndpointRoles
{
    /// <summary>Lets this role ask the endpoint, or every endpoint of the group.</summary>
    public static T For<T>(this T endpoints, Role role)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(new EndpointRole(role));

    /// <summary>From here on an endpoint is reached by whoever has its role alone. Comes right behind routing.</summary>
    public static void UseRoles(this IApplicationBuilder web, AcceptStage accept, AdminDoor admin)
    {
        var gate = new RoleGate(accept, admin);
        web.Use(next => context => gate.RunAsync(context, next));
    }
}
