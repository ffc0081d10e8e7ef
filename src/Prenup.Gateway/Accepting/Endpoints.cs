using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prenup.Core.Asking;

namespace Prenup.Gateway.Accepting;

/// <summary>Every URL that is served. What is allowed is bound to the endpoint that matched, never to a URL's text.</summary>
public static class Endpoints
{
    /// <summary>Maps the clients' dialects, and the two probes that need no key.</summary>
    public static void MapPrenup(this IEndpointRouteBuilder routes, AcceptStage accept, Room room)
    {
        MapDialects(routes, "/v1", accept);
        MapDialects(routes, "/openai/v1", accept); // Azure's v1 form
        MapResponses(routes, "/openai", accept); // Azure's dated form, which names no deployment for Responses
        const string classic = "/openai/deployments/{deployment}";
        routes.MapPost(classic + "/chat/completions", context => accept.DeploymentAsync(context, Dialect.OpenAiChat));
        routes.MapPost(classic + "/embeddings", context => accept.DeploymentAsync(context, Dialect.OpenAiEmbeddings));
        routes.MapGet("/livez", static context => ProbeAsync(context, alive: true));
        routes.MapGet("/readyz", context => ProbeAsync(context, alive: !room.Closing));
        routes.MapFallback("{*path}", accept.UnknownAsync); // the default pattern leaves out whatever looks like a file
    }

    private static void MapDialects(IEndpointRouteBuilder routes, string prefix, AcceptStage accept)
    {
        routes.MapPost(prefix + "/chat/completions", context => accept.GenerateAsync(context, Dialect.OpenAiChat));
        routes.MapPost(prefix + "/embeddings", context => accept.GenerateAsync(context, Dialect.OpenAiEmbeddings));
        routes.MapGet(prefix + "/models", accept.ModelsAsync);
        routes.MapGet(prefix + "/models/{id}", accept.ModelsAsync);
        MapResponses(routes, prefix, accept);
    }

    private static void MapResponses(IEndpointRouteBuilder routes, string prefix, AcceptStage accept)
    {
        routes.MapPost(prefix + "/responses", context => accept.GenerateAsync(context, Dialect.OpenAiResponses));
        var stored = prefix + "/responses/{response}";
        routes.MapGet(stored, context => accept.StoredAsync(context, Operation.Retrieve));
        routes.MapDelete(stored, context => accept.StoredAsync(context, Operation.Delete));
        routes.MapPost(stored + "/cancel", context => accept.StoredAsync(context, Operation.Cancel));
        routes.MapGet(stored + "/input_items", context => accept.StoredAsync(context, Operation.InputItems));
    }

    private static Task ProbeAsync(HttpContext context, bool alive)
    {
        context.Response.StatusCode = alive ? 200 : 503;
        return context.Response.WriteAsync(alive ? "ok\n" : "shutting down\n", context.RequestAborted);
    }
}
