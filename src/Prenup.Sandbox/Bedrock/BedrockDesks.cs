using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.OpenAi;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Bedrock;

/// <summary>OpenAI's two dialects as Bedrock speaks them: one accent for GPT, one for open weights.</summary>
internal sealed class BedrockDesks
{
    private static readonly Flavour Gpt = new(Filtered: false, Indented: false) { Amazon = true };
    private static readonly Flavour OpenWeights = Gpt with { OpenWeights = true };

    private readonly ChatDesk _chat;
    private readonly ChatDesk _openChat;
    private readonly ResponsesDesk _gpt;
    private readonly ResponsesDesk _openWeights;

    public BedrockDesks(string cloud, TimeProvider clock)
    {
        var terms = new Terms(cloud, Gpt);
        _chat = new(terms, Gpt, clock);
        _openChat = new(terms, OpenWeights, clock);
        _gpt = new(cloud, terms, Gpt, clock);
        _openWeights = new(cloud, terms, OpenWeights, clock, _gpt.Stored);
    }

    /// <summary>The responses that this host keeps.</summary>
    public StoredResponses Stored => _gpt.Stored;

    public Reply Chat(Call call, BedrockModel model, string id) =>
        !model.Chat ? Unspoken(id, "/v1/chat/completions")
        : model.OpenWeights ? _openChat.Answer(call, model.Served(id))
        : _chat.Answer(call, model.Served(id));

    public Reply Responses(Call call, BedrockModel model, string id)
    {
        Model served = model.Served(id);
        return !model.Responses ? Unspoken(id, "/v1/responses")
            : model.OpenWeights ? _openWeights.Answer(call, served, id)
            : _gpt.Answer(call, served, id);
    }

    /// <summary>Refuses what no model is needed for: a body that is no JSON object or names none.</summary>
    public static Reply? RefuseBody(Call call) =>
        !call.Seen.Seen.IsObject
            ? CloudError.Invalid("Failed to deserialize the JSON body into the target type").ToReply()
        : call.Seen.Seen.Model is null ? CloudError.Invalid("missing field `model`", "model").ToReply()
        : null;

    private static Reply Unspoken(string id, string api) =>
        CloudError.Invalid($"The model '{id}' does not support the '{api}' API", null, "validation_error").ToReply();
}
