using System.Text.Json;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>Answers Responses requests, and keeps what is to be stored.</summary>
internal sealed class ResponsesDesk(
    string cloud,
    Terms terms,
    Flavour flavour,
    TimeProvider clock,
    StoredResponses? stored = null
)
{
    public StoredResponses Stored { get; } = stored ?? new();

    /// <summary>The answer; its response object carries <paramref name="shownModel"/>.</summary>
    public Reply Answer(Call call, Model model, string shownModel)
    {
        string? previous = call.Json.Text("previous_response_id");
        StoredResponse? earlier = previous is null ? null : Stored.Find(previous);
        if (previous is not null && earlier is null)
        {
            return PreviousNotFound(previous).ToReply();
        }

        if (call.Json.Get("input").ValueKind is not (JsonValueKind.String or JsonValueKind.Array))
        {
            return Terms.Missing("input");
        }

        if (call.Json.Flag("background") == true)
        {
            return CloudError.Invalid("The sandbox has no background mode.", "background").ToReply();
        }

        Asked asked = ResponsesAsking.Read(call.Json, earlier?.Transcript ?? "", earlier?.Tokens ?? 0);
        return RefuseForeignThought(call.Json)
            ?? terms.Refuse(model, asked, "input")
            ?? Write(call, model, asked, shownModel);
    }

    private Reply Write(Call call, Model model, Asked asked, string shownModel)
    {
        Answer answer = Author.Write(asked, model);
        Bill bill = terms.MakeBill(call, model, asked, answer);
        string id = flavour.Amazon ? WireId.AmazonResponse() : WireId.Response();
        // A stream of open weights never says which tier served; it repeats what was asked for.
        string tier = flavour.OpenWeights && asked.Stream ? asked.Tier : bill.Tier;
        var response = new ResponseReply(
            id,
            clock.GetUtcNow().ToUnixTimeSeconds(),
            shownModel,
            tier,
            call.Json,
            answer,
            [.. Items(call.Json, answer)],
            bill.Usage,
            flavour
        );
        byte[] whole = response.Whole();
        if (call.Json.Flag("store") ?? true)
        {
            string transcript = asked.Prompt.Transcript + "assistant:" + answer.Text + "\n";
            Stored.Keep(id, new(whole, call.Json.Get("input"), transcript, bill.Usage.Total));
        }

        Reply reply = asked.Stream
            ? Reply.Stream(new ResponseStream(response, asked.Obfuscate).Events())
            : Reply.Whole(200, whole, bill.Usage.Output);
        return reply with { Bill = bill };
    }

    private IEnumerable<OutputItem> Items(JsonElement request, Answer answer)
    {
        if (answer.Reasoning > 0)
        {
            bool wanted = request.Get("include").Items().Any(i => i.Text() == "reasoning.encrypted_content");
            string? summary = request.Get("reasoning").Text("summary") is null ? null : "**Simulating** a thought.";
            yield return flavour.OpenWeights
                ? new OutputItem.Thought("Simulating a thought.")
                : new OutputItem.Reasoning(wanted ? Sealed.Thought(cloud) : null, summary);
        }

        foreach (ToolCall call in answer.Calls)
        {
            yield return new OutputItem.Function(call);
        }

        if (answer.Calls.Count == 0 && (answer.Text.Length > 0 || answer.Reasoning == 0))
        {
            yield return new OutputItem.Message(answer.Text);
        }
    }

    private Reply? RefuseForeignThought(JsonElement json)
    {
        foreach (JsonElement item in json.Get("input").Items())
        {
            if (item.Text("encrypted_content") is { } text && !Sealed.IsFrom(cloud, text))
            {
                string message = $"The encrypted content for item {item.Text("id")} could not be verified.";
                return CloudError.Invalid(message, null, "invalid_encrypted_content").ToReply();
            }
        }

        return null;
    }

    private static CloudError PreviousNotFound(string id) =>
        CloudError.Invalid(
            $"Previous response with id '{id}' not found.",
            "previous_response_id",
            "previous_response_not_found"
        );
}
