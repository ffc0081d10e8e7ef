using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Prenup.Sandbox.Serving;

namespace Prenup.FunctionalTests.Security;

/// <summary>
/// The worst issuer of tokens and the worst cloud in one listener: whatever it is sent, it repeats it in everything it says, and sends whoever
/// asks elsewhere. How it fails is the first part of an issuer's path; for a cloud, what is in the model's name.
/// </summary>
internal sealed partial class EchoIssuer : IAsyncDisposable
{
    /// <summary>What it repeats where it was shown no secret.</summary>
    public const string Nothing = "nothing-was-shown";

    private readonly ConcurrentDictionary<string, bool> _repeated = [];
    private readonly WebApplication _web;
    private readonly Uri _elsewhere;
    private int _issued;

    private EchoIssuer(WebApplication web, Uri elsewhere) => (_web, _elsewhere) = (web, elsewhere);

    /// <summary>Issuers and clouds, by https.</summary>
    public Uri Address => new(_web.Urls.Single(static url => url.StartsWith("https:", StringComparison.Ordinal)));

    /// <summary>The same without TLS, for what is asked by the machine's own settings.</summary>
    public Uri Machine => new(_web.Urls.Single(static url => url.StartsWith("http:", StringComparison.Ordinal)));

    /// <summary>What it was sent to prove who is asking, what it repeated of it, and every token that it issued.</summary>
    public ICollection<string> Secrets => _repeated.Keys;

    /// <param name="authority">Who signs its certificate.</param>
    /// <param name="elsewhere">Where its redirects lead.</param>
    public static async Task<EchoIssuer> StartAsync(TestAuthority authority, Uri elsewhere)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var certificate = authority.IssueServer();
        builder
            .WebHost.UseKestrelCore()
            .UseKestrelHttpsConfiguration()
            .UseUrls("https://127.0.0.1:0", "http://127.0.0.1:0")
            .ConfigureKestrel(kestrel =>
                kestrel.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate)
            );
        var echo = new EchoIssuer(builder.Build(), elsewhere);
        echo._web.Run(echo.TakeAsync);
        await echo._web.StartAsync();
        return echo;
    }

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var fails = Fails(context.Request, body);
        if (fails == "unreachable")
        {
            context.Abort(); // the machine's own services have one address, whichever way they fail
            return;
        }
        var proof = Proof(context, body);
        _repeated.TryAdd(proof, true);
        if (proof.Length > 60)
        {
            _repeated.TryAdd(proof[..60], true); // as short as a code may be
        }
        await AnswerAsync(context, fails, proof, Action().Match(body).Value);
    }

    // A cloud is told by the model's name, a machine's identity by the client, a profile's role by its name, and others by the path.
    private static string Fails(HttpRequest request, string body) =>
        CloudFailure().Match(body) is { Success: true } asked ? asked.Value
        : request.Query["client_id"].ToString() is { Length: > 0 } client ? client
        : Role().Match(body) is { Success: true } role ? role.Value
        : request.Path.Value!.Split('/')[1];

    private async Task AnswerAsync(HttpContext context, string fails, string proof, string action)
    {
        var reply = context.Response;
        var short60 = proof[..Math.Min(60, proof.Length)];
        foreach (var name in (string[])["x-request-id", "apim-request-id", "x-amzn-requestid", "x-debug", "set-cookie"])
        {
            reply.Headers[name] = short60;
        }
        foreach (var name in (string[])["x-ms-deployment-name", "x-ms-served-model", "azureai-processed-tier"])
        {
            reply.Headers[name] = short60;
        }
        reply.Headers["x-ms-is-spilled-over"] = "true";
        reply.Headers["www-authenticate"] = "Bearer error=\"" + short60 + "\"";
        reply.Headers.Location = $"{_elsewhere}?{Uri.EscapeDataString(proof)}";
        reply.StatusCode = Status().Match(fails) is { Success: true } told
            ? int.Parse(told.Value, null)
            : StatusCodes.Status200OK;
        reply.ContentType =
            fails == "garbage" ? "text/html"
            : fails == "cloud-stream" ? "text/event-stream"
            : "application/json";
        await reply.WriteAsync(Text(fails, proof, short60, action), context.RequestAborted);
    }

    private string Text(string fails, string proof, string code, string action)
    {
        var refusal =
            $$$"""{"error":{"message":"no: {{{proof}}}","type":"{{{code}}}","code":"{{{code}}}","param":"{{{code}}}"}}""";
        var sts = action.Length > 0;
        return fails switch
        {
            "garbage" => $"<html>{proof}",
            "cloud-stream" => $"data: {refusal}\n\n",
            _ when fails.StartsWith("cloud", StringComparison.Ordinal) => refusal,
            "issues" => sts ? Keys(action, "issued-") : Token("issued-", 3600),
            "poisons" => sts ? Keys(action, "poison&#13;&#10;x: ") : Token("poison\\r\\nx-injected: ", 3600),
            "ended" => sts ? $"<html>{proof}</html>" : Token("ended-", 0),
            _ when sts =>
                $"<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{proof}</Message></Error></ErrorResponse>",
            _ =>
                $$"""{"error":"{{code}}","error_description":"{{proof}}","error_uri":"{{_elsewhere}}","errorCode":"{{code}}","errorMessage":"{{proof}}","claims":"{{code}}"}""",
        };
    }

    private string Token(string prefix, int seconds) =>
        $$"""{"token_type":"Bearer","issued_token_type":"urn:ietf:params:oauth:token-type:access_token","access_token":"{{Issue(prefix)}}","expires_in":{{seconds}},"expires_on":"{{Unix(seconds)}}","expiration":{{Unix(seconds)}}}""";

    private static long Unix(int seconds) => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + seconds;

    private string Keys(string action, string prefix) =>
        $"""
            <R xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials><AccessKeyId>ASIA{Issue(
                "KEY"
            )}</AccessKeyId><SecretAccessKey>{Issue(prefix)}</SecretAccessKey><SessionToken>{Issue(
                prefix
            )}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></{action}Result></R>
            """;

    private string Issue(string prefix)
    {
        var unique = $"canary-token-{Interlocked.Increment(ref _issued):D6}-of-this-issuer";
        _repeated.TryAdd(unique, true);
        return prefix + unique;
    }

    private static string Proof(HttpContext context, string body) =>
        Shown.In(name => context.Request.Headers[name], body).FirstOrDefault() ?? Nothing;

    [GeneratedRegex("cloud-([0-9]{3}|stream)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CloudFailure();

    [GeneratedRegex("(?<=Action=)AssumeRole[A-Za-z]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Action();

    [GeneratedRegex("(?<=role%2F)[a-z][a-z0-9-]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Role();

    [GeneratedRegex("[0-9]{3}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Status();
}
