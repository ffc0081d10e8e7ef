using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.OpenAi;

/// <summary>Answers embeddings.</summary>
internal sealed class EmbeddingsDesk(Flavour flavour)
{
    public Reply Answer(Call call, Model model) => Answer(call, model, model.Snapshot);

    /// <summary>The answer; it carries <paramref name="shownModel"/>.</summary>
    public Reply Answer(Call call, Model model, string shownModel)
    {
        if (EmbeddingsReply.Inputs(call.Json) is not { } inputs)
        {
            return Terms.Missing("input");
        }

        int dimensions = (int)(call.Json.Long("dimensions") ?? model.Dimensions);
        if (dimensions < 1 || dimensions > model.Dimensions)
        {
            return CloudError.Invalid($"Invalid value for 'dimensions' = {dimensions}.", "dimensions").ToReply();
        }

        bool base64 = call.Json.Text("encoding_format") == "base64";
        var usage = new BilledUsage(Math.Max(1, inputs.Sum(i => i.Tokens)), 0, 0, 0);
        byte[] body = EmbeddingsReply.Write(inputs, shownModel, dimensions, base64, usage, flavour.Indented);
        return Reply.Whole(200, body) with { Bill = new(model.Name, "default", usage) };
    }
}
