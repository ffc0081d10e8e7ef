using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>Answers chat completions.</summary>
internal sealed class ChatDesk(Terms terms, Flavour flavour, TimeProvider clock)
{
    public Reply Answer(Call call, Model model) => Answer(call, model, model.Snapshot);

    /// <summary>The answer; it carries <paramref name="shownModel"/>.</summary>
    public Reply Answer(Call call, Model model, string shownModel)
    {
        if (call.Json.Get("messages").ValueKind != JsonValueKind.Array)
        {
            return Terms.Missing("messages");
        }

        if (model.Reasons && !model.IsOpen && !flavour.OpenWeights && call.Json.Long("max_tokens") is not null)
        {
            return CloudError
                .Invalid(
                    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                    "max_tokens",
                    "unsupported_parameter"
                )
                .ToReply();
        }

        Asked asked = ChatAsking.Read(call.Json);
        if (flavour.Accent is { OneChoice: true })
        {
            asked = asked with { Choices = 1 };
        }

        return terms.Refuse(model, asked, "messages") ?? Write(call, model, asked, shownModel);
    }

    private Reply Write(Call call, Model model, Asked asked, string shownModel)
    {
        List<Answer> answers = [.. Enumerable.Range(0, asked.Choices).Select(i => Author.Write(asked, model, i))];
        Bill bill = terms.MakeBill(call, model, asked, answers);
        // Azure names a tier only to those who asked for one.
        string? tier = flavour.Accent is not null || (flavour.Filtered && asked.Tier == "auto") ? null : bill.Tier;
        long created = clock.GetUtcNow().ToUnixTimeSeconds();
        var chat = new ChatReply(WireId.Chat(), created, shownModel, tier, answers, bill.Usage, flavour);
        Reply reply = asked.Stream
            ? Reply.Stream(new ChatStream(chat, asked).Events())
            : Reply.Whole(200, chat.Whole(), bill.Usage.Output);
        return reply with { Bill = bill };
    }
}
