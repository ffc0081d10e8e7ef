using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Control;

/// <summary>
/// The sandbox's own API beside the cloud's, for other processes: <c>GET calls</c>, <c>GET invoice</c>, <c>POST</c> and
/// <c>DELETE faults</c>, <c>POST replies</c>, and where it issues tokens
/// <c>GET</c>, <c>POST</c> and <c>DELETE tokens</c> (count them, set their lifetime, revoke all), all under <c>/_sandbox</c>. Like the cloud, it is reachable on loopback only.
/// </summary>
internal sealed class ControlPlane(SandboxCloud cloud)
{
    public async Task HandleAsync(HttpContext http, string path)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        JsonElement json = Body.Parse(body.ToArray()).Json;
        byte[]? answer = (http.Request.Method, path) switch
        {
            ("GET", "/calls") => CallsJson.Write(cloud.Calls),
            ("GET", "/invoice") => InvoiceJson.Write(cloud.Invoice()),
            ("POST", "/faults") => AddFault(json),
            ("DELETE", "/faults") => Done(cloud.Faults.Clear),
            ("POST", "/replies") => AddReply(json),
            ("GET", "/tokens") => cloud.Tokens is { } tokens ? TokensJson.Write(tokens) : null,
            ("POST", "/tokens") => cloud.Tokens is { } tokens && TokensJson.TrySet(tokens, json)
                ? Done(() => { })
                : null,
            ("DELETE", "/tokens") => cloud.Tokens is { } tokens ? Done(tokens.Revoke) : null,
            _ => null,
        };
        http.Response.StatusCode = answer is null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        http.Response.ContentType = "application/json";
        byte[] sent = answer ?? JsonText.Object(e => e.WriteString("error", "No such call, or a body it cannot use."));
        await http.Response.Body.WriteAsync(sent, http.RequestAborted);
    }

    private byte[]? AddFault(JsonElement json)
    {
        if (FaultJson.Read(json) is not { } fault)
        {
            return null;
        }

        int times = (int)Math.Clamp(json.Long("times") ?? 1, 1, int.MaxValue);
        return Done(() => cloud.Faults.Enqueue(fault, MatchJson.Read(json.Get("match")), times));
    }

    private byte[]? AddReply(JsonElement json) =>
        ReplyJson.Read(json) is { } reply
            ? Done(() => cloud.Replies.Enqueue(reply, MatchJson.Read(json.Get("match"))))
            : null;

    private static byte[] Done(Action action)
    {
        action();
        return JsonText.Object(json => json.WriteBoolean("ok", true));
    }
}
