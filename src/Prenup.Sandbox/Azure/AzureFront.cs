using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Entra;
using Prenup.Sandbox.OpenAi;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Azure;

/// <summary>Azure's two URL forms (classic with a deployment in the path, v1 with it in the body), its key check, errors and headers.</summary>
internal sealed class AzureFront : ICloudFront
{
    private static readonly string[] Stable = ["2024-06-01", "2024-10-21"];

    private static readonly Flavour Flavour = new(Filtered: true, Indented: false);

    private readonly KeyRing _keys;
    private readonly TokenBook _tokens;
    private readonly DeploymentLoad _load;
    private readonly ChatDesk _chat;
    private readonly ResponsesDesk _responses;
    private readonly EmbeddingsDesk _embeddings = new(Flavour);

    public AzureFront(KeyRing keys, TokenBook tokens, DeploymentLoad load, TimeProvider clock)
    {
        var terms = new Terms("azure", Flavour);
        _keys = keys;
        _tokens = tokens;
        _load = load;
        _chat = new(terms, Flavour, clock);
        _responses = new("azure", terms, Flavour, clock);
    }

    public Reply Answer(Call call)
    {
        if (Refuse(call) is { } refusal)
        {
            return refusal;
        }

        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            ["openai", "v1", .. var rest] => AnswerV1(call, rest),
            ["openai", "deployments", var deployment, .. var rest] => AnswerClassic(call, deployment, rest),
            _ => AzureErrors.NotFound(),
        };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) => AzureHeaders.Dress(reply, DeploymentOf(call));

    private Reply AnswerClassic(Call call, string deployment, string[] rest)
    {
        if (call.Query("api-version") is not { } version || !IsServed(version))
        {
            return AzureErrors.NotFound();
        }

        return (call.Seen.Method, rest) switch
        {
            ("POST", ["chat", "completions"]) => Paid(call, deployment, embeds: false, _chat.Answer),
            ("POST", ["embeddings"]) => Paid(call, deployment, embeds: true, _embeddings.Answer),
            _ => AzureErrors.NotFound(),
        };
    }

    private Reply AnswerV1(Call call, string[] rest)
    {
        string deployment = call.Seen.Seen.Model ?? "";
        return (call.Seen.Method, rest) switch
        {
            ("POST", ["chat", "completions"]) => Paid(call, deployment, embeds: false, _chat.Answer),
            ("POST", ["embeddings"]) => Paid(call, deployment, embeds: true, _embeddings.Answer),
            ("POST", ["responses"]) => Paid(
                call,
                deployment,
                embeds: false,
                (c, m) => _responses.Answer(c, m, deployment)
            ),
            (_, ["responses", .. var stored]) when stored.Length > 0 => _responses.Stored.Answer(
                call.Seen.Method,
                stored
            ) ?? AzureErrors.NotFound(),
            ("GET", ["models"]) => ModelsReply.List("azure"),
            ("GET", ["models", var name]) => ModelsReply.One("azure", name),
            _ => AzureErrors.NotFound(),
        };
    }

    private Reply Paid(Call call, string deployment, bool embeds, Func<Call, Model, Reply> answer)
    {
        if (!call.Seen.Seen.IsObject)
        {
            return CloudError.Invalid("Your request contained invalid JSON: " + call.ParseError).ToReply();
        }

        if (Deployments.ModelOf(deployment) is not { } model || model.Embeds != embeds)
        {
            return AzureErrors.DeploymentNotFound();
        }

        return _load.IsFull(deployment) ? Spill(call, deployment, model, answer) : answer(call, model);
    }

    // Another deployment of the same model answers for one that is full: its own choice, or the caller's by a header.
    private Reply Spill(Call call, string full, Model model, Func<Call, Model, Reply> answer)
    {
        string? target = _load.SpillOf(full) ?? call.Seen.Header("x-ms-spillover-deployment");
        if (target is null)
        {
            return AzureErrors.Full();
        }

        if (Deployments.ModelOf(target) != model || _load.IsFull(target))
        {
            return AzureErrors
                .Full()
                .With(("x-ms-spillover-error", "The spillover deployment cannot serve the request."));
        }

        return answer(call, model)
            .With(
                ("x-ms-deployment-name", target),
                ("x-ms-is-spilled-over", "true"),
                ("x-ms-spillover-from-deployment", full)
            );
    }

    private static string? DeploymentOf(Call call)
    {
        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path is ["openai", "deployments", var deployment, ..] ? deployment : call.Seen.Seen.Model;
    }

    private static bool IsServed(string version) =>
        Stable.Contains(version, StringComparer.Ordinal) || version.EndsWith("-preview", StringComparison.Ordinal);

    // A key counts in either header; a bearer that is no key has to be a token of the tenant.
    private Reply? Refuse(Call call)
    {
        if (call.Seen.Header("api-key") is { } key)
        {
            return _keys.Accepts(key) ? null : AzureErrors.Unauthorized();
        }

        if (Bearer.Of(call) is not { } bearer)
        {
            return AzureErrors.Unauthorized();
        }

        bool isGood = _keys.Accepts(bearer) || _tokens.Find(bearer) is { Scope: AzureScope.CognitiveServices };
        return isGood ? null : AzureErrors.UnauthorizedToken();
    }
}
