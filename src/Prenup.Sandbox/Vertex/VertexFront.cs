using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Compatible;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Google;
using Prenup.Sandbox.OpenAi;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Vertex;

/// <summary>
/// Vertex AI: OpenAI's models under <c>publishers/openai/v1</c> (Responses alone, ids without prefix), and the open weights under
/// <c>endpoints/openapi</c> (chat alone, ids like <c>openai/gpt-oss-120b-maas</c>). The caller shows a token of Google's.
/// No recording of either exists: errors of the caller are google.rpc.Status, those of the model OpenAI's.
/// </summary>
internal sealed class VertexFront(GoogleIdentity google, TimeProvider clock) : ICloudFront
{
    private const string Suffix = "-maas";
    private static readonly Flavour Flavour = new(Filtered: false, Indented: false);
    private static readonly string[] Strange = ["openai-organization", "openai-project", "api-key", "x-api-key"];

    private readonly ResponsesDesk _responses = new("vertex", new("vertex", Flavour), Flavour, clock);
    private readonly ChatDesk _chat = new(new("vertex", Flavour), Flavour with { Accent = Accent.Vertex }, clock);

    public Reply Answer(Call call)
    {
        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path is not ["v1" or "v1beta1", "projects", var project, "locations", var location, .. var rest])
        {
            return GoogleErrors.NotFound();
        }

        return Refuse(call, project, location)
            ?? (call.Seen.Method, rest) switch
            {
                ("POST", ["publishers", "openai", "v1", "responses"]) => Paid(call, call.Seen.Seen.Model, open: false),
                (_, ["publishers", "openai", "v1", "responses", .. var stored]) when stored.Length > 0 =>
                    _responses.Stored.Answer(call.Seen.Method, stored) ?? GoogleErrors.NotFound(),
                ("POST", ["endpoints", "openapi", "chat", "completions"]) => Paid(call, OpenName(call), open: true),
                _ => GoogleErrors.NotFound(),
            };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) =>
        reply.With(("Server", "scaffolding on HTTPServer2"), ("X-Frame-Options", "SAMEORIGIN"));

    public Fault Word(Fault fault) =>
        fault.WithBody(error =>
            error.Status switch
            {
                401 => GoogleErrors.Unauthenticated(expired: false),
                403 => GoogleErrors.Denied(error.Message, "IAM_PERMISSION_DENIED"),
                _ => error.ToReply(),
            }
        );

    private Reply? Refuse(Call call, string project, string location)
    {
        string? bearer = Bearer.Of(call);
        if (google.Tokens.Find(bearer) is not { } token)
        {
            return GoogleErrors.Unauthenticated(google.Tokens.HasExpired(bearer));
        }

        if (!token.Scope.Split(' ').Contains(GoogleIdentity.CloudScope))
        {
            return GoogleErrors.Denied(
                "Request had insufficient authentication scopes.",
                "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
            );
        }

        if (project != google.Project)
        {
            return GoogleErrors.Denied(
                $"Permission 'aiplatform.endpoints.predict' denied on resource '//aiplatform.googleapis.com/projects/{project}/locations/{location}' (or it may not exist).",
                "IAM_PERMISSION_DENIED"
            );
        }

        return Strange.FirstOrDefault(name => call.Seen.Header(name) is not null) is { } header
            ? GoogleErrors.Invalid($"The header '{header}' is not supported.")
            : null;
    }

    private Reply Paid(Call call, string? name, bool open)
    {
        if (!call.Seen.Seen.IsObject)
        {
            return GoogleErrors.Invalid("Invalid JSON payload received. " + call.ParseError);
        }

        string shown = call.Seen.Seen.Model ?? "";
        if (Model.Named(name) is not { } model || model.IsOpen != open || !RateCards.Sells("vertex", model.Name))
        {
            return ModelsReply.NotFound(shown).ToReply();
        }

        return open ? _chat.Answer(call, model, shown) : _responses.Answer(call, model, shown);
    }

    // "openai/gpt-oss-120b-maas" is gpt-oss-120b, and nothing else is.
    private static string? OpenName(Call call) =>
        call.Seen.Seen.Model is { } id
        && id.StartsWith("openai/", StringComparison.Ordinal)
        && id.EndsWith(Suffix, StringComparison.Ordinal)
            ? id["openai/".Length..^Suffix.Length]
            : null;
}
