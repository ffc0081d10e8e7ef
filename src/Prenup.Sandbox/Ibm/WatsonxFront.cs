using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.OpenAi;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Tokens;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Ibm;

/// <summary>watsonx's model gateway, OpenAI-compatible under <c>/ml/gateway/v1</c>; the caller shows a token of IBM's identity service.</summary>
internal sealed class WatsonxFront(IbmIdentity ibm, TimeProvider clock) : ICloudFront
{
    private static readonly Flavour Flavour = new(Filtered: false, Indented: false);

    private static readonly Dictionary<string, string> Ids = new()
    {
        ["openai/gpt-oss-120b"] = "gpt-oss-120b",
        ["ibm/granite-embedding"] = "granite-embedding",
    };

    private readonly ChatDesk _chat = new(new("watsonx", Flavour), Flavour, clock);
    private readonly EmbeddingsDesk _embeddings = new(Flavour);

    public Reply Answer(Call call)
    {
        string? bearer = Bearer.Of(call);
        if (ibm.Tokens.Find(bearer) is null)
        {
            return IbmErrors.Unauthorized(ibm.Tokens.HasExpired(bearer));
        }

        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (call.Seen.Method, path) switch
        {
            ("POST", ["ml", "gateway", "v1", "chat", "completions"]) => Paid(call, embeds: false),
            ("POST", ["ml", "gateway", "v1", "embeddings"]) => Paid(call, embeds: true),
            ("GET", ["ml", "gateway", "v1", "models"]) => ModelsReply.Of(Ids.Keys, "watsonx", window: null),
            _ => IbmErrors.NotFound($"No such path: {call.Seen.Path}"),
        };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) =>
        reply.With(("x-global-transaction-id", Guid.NewGuid().ToString("N")));

    public Fault Word(Fault fault) =>
        fault.WithBody(error => error.Status == 401 ? IbmErrors.Unauthorized(expired: false) : error.ToReply());

    private Reply Paid(Call call, bool embeds)
    {
        if (!call.Seen.Seen.IsObject)
        {
            return CloudError.Invalid("The request body is not valid JSON: " + call.ParseError).ToReply();
        }

        string id = call.Seen.Seen.Model ?? "";
        if (
            Model.Named(Ids.GetValueOrDefault(id)) is not { } model
            || model.Embeds != embeds
            || !RateCards.Sells("watsonx", model.Name)
        )
        {
            return IbmErrors.ModelNotSupported(id);
        }

        return embeds ? _embeddings.Answer(call, model, id) : _chat.Answer(call, model, id);
    }
}
