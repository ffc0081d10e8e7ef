using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>OpenAI's URLs under /v1, its bearer check, its errors and its headers.</summary>
internal sealed class OpenAiFront : ICloudFront
{
    private static readonly Flavour Flavour = new(Filtered: false, Indented: true);

    private readonly KeyRing _keys;
    private readonly ChatDesk _chat;
    private readonly ResponsesDesk _responses;
    private readonly EmbeddingsDesk _embeddings = new(Flavour);

    public OpenAiFront(KeyRing keys, TimeProvider clock)
    {
        var terms = new Terms("openai", Flavour);
        _keys = keys;
        _chat = new(terms, Flavour, clock);
        _responses = new("openai", terms, Flavour, clock);
    }

    public Reply Answer(Call call)
    {
        if (call.Seen.Header("authorization") is not { } authorization)
        {
            return Unauthorized("You didn't provide an API key.", null);
        }

        string sent = authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? authorization[7..].Trim()
            : authorization;
        if (!_keys.Accepts(sent))
        {
            return Unauthorized(
                $"Incorrect API key provided: {Mask(sent)}. You can find your API key at https://platform.openai.com/account/api-keys.",
                "invalid_api_key"
            );
        }

        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (call.Seen.Method, path) switch
        {
            ("POST", ["v1", "chat", "completions"]) => Paid(call, embeds: false, _chat.Answer),
            ("POST", ["v1", "responses"]) => Paid(call, embeds: false, (c, m) => _responses.Answer(c, m, m.Snapshot)),
            ("POST", ["v1", "embeddings"]) => Paid(call, embeds: true, _embeddings.Answer),
            (_, ["v1", "responses", .. var rest]) when rest.Length > 0 => _responses.Stored.Answer(
                call.Seen.Method,
                rest
            ) ?? UnknownUrl(call),
            ("GET", ["v1", "models"]) => ModelsReply.List("openai"),
            ("GET", ["v1", "models", var name]) => ModelsReply.One("openai", name),
            _ => UnknownUrl(call),
        };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) => OpenAiHeaders.Dress(reply, processing);

    private static Reply Paid(Call call, bool embeds, Func<Call, Model, Reply> answer)
    {
        if (!call.Seen.Seen.IsObject)
        {
            return CloudError
                .Invalid(
                    "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)"
                )
                .ToReply();
        }

        if (call.Seen.Seen.Model is not { } name)
        {
            return CloudError.Invalid("you must provide a model parameter").ToReply();
        }

        return Model.Named(name) is { } model && model.Embeds == embeds && RateCards.Sells("openai", model.Name)
            ? answer(call, model)
            : ModelsReply.NotFound(name).ToReply();
    }

    private static Reply Unauthorized(string message, string? code) =>
        new CloudError(401, message, "invalid_request_error", code, null)
            .ToReply()
            .With(("WWW-Authenticate", "Bearer realm=\"OpenAI API\""));

    private static Reply UnknownUrl(Call call) =>
        new CloudError(
            404,
            $"Invalid URL ({call.Seen.Method} {call.Seen.Path})",
            "invalid_request_error",
            null,
            null
        ).ToReply();

    private static string Mask(string sent) => sent.Length <= 12 ? sent : sent[..8] + "****" + sent[^4..];
}
