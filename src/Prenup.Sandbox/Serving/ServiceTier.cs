using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Billing;

namespace Prenup.Sandbox.Serving;

/// <summary>Which tier a request is served at.</summary>
internal static class ServiceTier
{
    /// <summary>
    /// The tier asked for where it is sold. Flex that is not sold is refused (null);
    /// priority that is not sold, or with a long prompt, is served and billed at the default tier.
    /// </summary>
    public static string? Serve(RateCard card, Asked asked) =>
        asked.Tier switch
        {
            "flex" => card.Sells("flex") ? "flex" : null,
            "priority" or "fast" => card.Sells("priority") && !card.IsLong(asked.Prompt.Tokens)
                ? "priority"
                : "default",
            _ => "default",
        };
}
