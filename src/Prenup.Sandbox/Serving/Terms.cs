using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Azure;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Serving;

/// <summary>On which terms one cloud serves: what it refuses for every dialect, and what an answer costs.</summary>
internal sealed class Terms(string cloud, Flavour flavour)
{
    private readonly PromptCache _cache = new();

    /// <summary>The refusal, naming <paramref name="param"/> as the field with the prompt; null when the request is served.</summary>
    public Reply? Refuse(Model model, Asked asked, string param)
    {
        if (asked.Prompt.Tokens > model.Window)
        {
            return CloudError.TooLong(model.Window, asked.Prompt.Tokens, param).ToReply();
        }

        if (ServiceTier.Serve(RateCards.Of(cloud, model.Name), asked) is null)
        {
            return CloudError
                .Invalid($"Invalid service_tier argument: {asked.Tier}", "service_tier", "invalid_service_tier")
                .ToReply();
        }

        return flavour.Filtered && asked.Prompt.Says("trigger the filter") ? ContentFilter.Blocked() : null;
    }

    /// <summary>What the answers cost; reading the prompt puts it into the cache.</summary>
    public Bill MakeBill(Call call, Model model, Asked asked, params IReadOnlyList<Answer> answers)
    {
        RateCard card = RateCards.Of(cloud, model.Name);
        string tier = call.ForcedTier ?? ServiceTier.Serve(card, asked) ?? "default";
        (long cached, long written) = model.IsOpen ? (0, 0) : _cache.Read(model.Name, asked.Prompt);
        long reasoning = answers.Sum(a => a.Reasoning);
        var usage = new BilledUsage(asked.Prompt.Tokens, cached, answers.Sum(a => a.Tokens), reasoning)
        {
            Written = card.Standard.Written is null ? 0 : written,
            Searches = asked.SearchesWeb ? 1 : 0,
        };
        return new(model.Name, tier, usage);
    }

    public static Reply Missing(string param) =>
        CloudError.Invalid($"Missing required parameter: '{param}'.", param, "missing_required_parameter").ToReply();
}
