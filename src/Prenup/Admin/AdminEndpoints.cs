using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prenup.Commands;
using Prenup.Core.Asking;
using Prenup.Core.Keys;
using Prenup.Explaining;
using Prenup.Gateway;
using Prenup.Gateway.Accepting;
using Prenup.Seeing;
using Prenup.Serving;

namespace Prenup.Admin;

/// <summary>What an operator may ask a running gateway, with the admin key.</summary>
public static class AdminEndpoints
{
    /// <summary>Maps <c>/metrics</c> and everything below <c>/admin</c>.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder routes, GatewayState state, AcceptStage accept)
    {
        var admin = routes.MapGroup("").For(Role.Admin);
        admin.MapGet("/metrics", context => MetricsAsync(context, state));
        admin.MapGet("/admin/status", context => StatusAsync(context, state));
        admin.MapPost("/admin/explain/{api}", context => ExplainAsync(context, state, accept));
    }

    private static async Task MetricsAsync(HttpContext context, GatewayState state)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        PrometheusText.Write(AllMetrics.Of(state), context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    // The request itself is the body, its headers are the client's; the key is named, never sent.
    private static async Task ExplainAsync(HttpContext context, GatewayState state, AcceptStage accept)
    {
        var name = context.Request.Query["key"].ToString();
        var key =
            name.Length == 0
                ? new VirtualKey
                {
                    Name = "(any)",
                    Hash = default,
                    Project = "",
                }
                : state.Configured.Catalogue.Keys.Named(name) ?? state.Keys.Named(name);
        if (key is null || !DialectNames.TryParse((string)context.Request.RouteValues["api"]!, out var dialect))
        {
            await accept.RefuseAsync(context, Refusals.NothingToExplain(key is null ? $"key '{name}'" : "dialect"));
            return;
        }
        var explanation = await accept.ExplainAsync(context, dialect, key);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            JsonLine.Of(json => ExplanationJson.Write(json, explanation)),
            context.RequestAborted
        );
    }

    private static async Task StatusAsync(HttpContext context, GatewayState state)
    {
        context.Response.ContentType = "application/json";
        await using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            StatusReport.Write(state, json);
        }
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }
}
