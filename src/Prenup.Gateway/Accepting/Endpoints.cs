using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prenup.Core.Asking;

namespace Prenup.Gateway.Accepting;

/// <summary>Every URL that is served. What is allowed is bound to the endpoint that matched, never to a URL's text.</summary>
public static class Endpoints
{
    /// <summary>Maps the clients' dialects, and the two probes that need no key.</summary>
    public static void MapPrenup(this IEndpointRouteBuilder routes, AcceptStage accept, Readiness readiness)
    {
        var keyed = routes.MapGroup("").For(Role.Key);
        MapDialects(keyed, "/v1", accept);
        MapDialects(keyed, "/openai/v1", accept); // Azure's v1 form
        MapResponses(keyed, "/openai", accept); // Azure's dated form, which names no deployment for Responses
        const string classic = "/openai/deployments/{deployment}";
        keyed.MapPost(classic + "/chat/completions", context => accept.DeploymentAsync(context, Dialect.OpenAiChat));
        keyed.MapPost(classic + "/embeddings", context => accept.DeploymentAsync(context, Dialect.OpenAiEmbeddings));
        routes.MapGet("/livez", static context => ProbeAsync(context, null)).For(Role.Anonymous);
        routes.MapGet("/readyz", context => ProbeAsync(context, readiness.WhyNot)).For(Role.Anonymous);
        // Only says that it is not served; the default pattern leaves out whatever looks like a file.
        routes.MapFallback("{*path}", accept.UnknownAsync).For(Role.Anonymous);
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

    private static Task ProbeAsync(HttpContext context, string? whyNot)
    {
        context.Response.StatusCode = whyNot is null ? 200 : 503;
        return context.Response.WriteAsync($"{whyNot ?? "ok"}\n", context.RequestAborted);
    }
}
