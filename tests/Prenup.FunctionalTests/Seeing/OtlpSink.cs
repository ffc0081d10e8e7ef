using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>A collector: takes OTLP over HTTP, and remembers what came.</summary>
internal sealed class OtlpSink : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Authorization, byte[] Body)> _came = [];
    private readonly WebApplication _web;

    private OtlpSink(WebApplication web) => _web = web;

    /// <summary>Where protobuf over HTTP is taken.</summary>
    public Uri Address => new(_web.Urls.First());

    /// <summary>Where gRPC is taken.</summary>
    public Uri GrpcAddress => new(_web.Urls.Last());

    /// <summary>Everything that came, as text, to look for what must not be in it.</summary>
    public string Text => string.Concat(_came.Select(static one => Encoding.Latin1.GetString(one.Body)));

    public IReadOnlyList<string> Authorizations => [.. _came.Select(static one => one.Authorization).Distinct()];

    public static async Task<OtlpSink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, static grpc => grpc.Protocols = HttpProtocols.Http2);
        });
        var sink = new OtlpSink(builder.Build());
        sink._web.Run(sink.TakeAsync);
        await sink._web.StartAsync();
        return sink;
    }

    /// <summary>The spans that came.</summary>
    public IReadOnlyList<ProtoMessage> Spans => All("/v1/traces", 1, 2, 2);

    /// <summary>The metrics that came.</summary>
    public IReadOnlyList<ProtoMessage> Metrics => All("/v1/metrics", 1, 2, 2);

    /// <summary>The log records that came.</summary>
    public IReadOnlyList<ProtoMessage> Logs => All("/v1/logs", 1, 2, 2);

    /// <summary>Whose telemetry came.</summary>
    public IReadOnlyDictionary<string, string> Resource => All("/v1/traces", 1, 1)[0].Attributes(1);

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private List<ProtoMessage> All(string path, params int[] fields) =>
        [.. _came.Where(one => one.Path == path).SelectMany(one => new ProtoMessage(one.Body).All(fields))];

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var (path, authorization) = (context.Request.Path.Value!, context.Request.Headers.Authorization.ToString());
        if (context.Request.ContentType != "application/grpc")
        {
            _came.Enqueue((path, authorization, body.ToArray()));
            return;
        }
        // gRPC: five bytes before the message; an empty message and a trailer back.
        var signal = path.Contains("Trace", StringComparison.Ordinal) ? "/v1/traces" : "/v1/metrics";
        _came.Enqueue((signal, authorization, body.ToArray()[5..]));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
