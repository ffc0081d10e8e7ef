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
    public Reply Answer(Call call, Model model)
    {
        if (call.Json.Get("messages").ValueKind != JsonValueKind.Array)
        {
            return Terms.Missing("messages");
        }

        if (model.Reasons && !flavour.OpenWeights && call.Json.Long("max_tokens") is not null)
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
        return terms.Refuse(model, asked, "messages") ?? Write(call, model, asked);
    }

    private Reply Write(Call call, Model model, Asked asked)
    {
        List<Answer> answers = [.. Enumerable.Range(0, asked.Choices).Select(i => Author.Write(asked, model, i))];
        Bill bill = terms.MakeBill(call, model, asked, answers);
        // Azure names a tier only to those who asked for one.
        string? tier = flavour.Filtered && asked.Tier == "auto" ? null : bill.Tier;
        long created = clock.GetUtcNow().ToUnixTimeSeconds();
        var chat = new ChatReply(WireId.Chat(), created, model.Snapshot, tier, answers, bill.Usage, flavour);
        Reply reply = asked.Stream
            ? Reply.Stream(new ChatStream(chat, asked.IncludeUsage, asked.Obfuscate).Events())
            : Reply.Whole(200, chat.Whole(), bill.Usage.Output);
        return reply with { Bill = bill };
    }
}
