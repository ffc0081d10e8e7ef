using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prenup.FunctionalTests.Alerts;

/// <summary>Somebody who is told of alerts: checks each signature by the specification, and takes them or not.</summary>
internal sealed class AlertReceiver : IAsyncDisposable
{
    public const string Secret = "canary-secret-that-signs-alerts";

    private readonly WebApplication _web;
    private readonly ConcurrentQueue<JsonElement> _taken = [];
    private readonly ConcurrentQueue<string> _refused = [];
    private int _refuses;

    private AlertReceiver(WebApplication web) => _web = web;

    public Uri Address => new(_web.Urls.First());

    /// <summary>How often the next posts are refused with 500.</summary>
    public int Refuses
    {
        set => Volatile.Write(ref _refuses, value);
    }

    /// <summary>What it took, in order.</summary>
    public IReadOnlyList<JsonElement> Taken => [.. _taken];

    /// <summary>The ids of what it refused.</summary>
    public IReadOnlyList<string> Refused => [.. _refused];

    public static async Task<AlertReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var receiver = new AlertReceiver(builder.Build());
        receiver._web.Run(receiver.TakeAsync);
        await receiver._web.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        string Header(string name) => context.Request.Headers[name].ToString();
        var signed = $"{Header("webhook-id")}.{Header("webhook-timestamp")}.{body}";
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed));
        if (Header("webhook-signature") != "v1," + Convert.ToBase64String(mac))
        {
            context.Response.StatusCode = 401;
        }
        else if (Interlocked.Decrement(ref _refuses) >= 0)
        {
            _refused.Enqueue(Header("webhook-id"));
            context.Response.StatusCode = 500;
        }
        else
        {
            _taken.Enqueue(JsonDocument.Parse(body).RootElement);
            context.Response.StatusCode = 204;
        }
    }
}
