using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Prenup.Gateway.Accepting;
using Prenup.Seeing;
using Prenup.Serving;

namespace Prenup.Admin;

/// <summary>What an operator may ask a running gateway, with the admin key.</summary>
public static class AdminEndpoints
{
    /// <summary>Maps <c>/metrics</c> and everything below <c>/admin</c>.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder routes, GatewayState state)
    {
        var admin = routes.MapGroup("").For(Role.Admin);
        admin.MapGet("/metrics", context => MetricsAsync(context, state));
        admin.MapGet("/admin/status", context => StatusAsync(context, state));
    }

    private static async Task MetricsAsync(HttpContext context, GatewayState state)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        PrometheusText.Write(AllMetrics.Of(state), context.Response.BodyWriter);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
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
