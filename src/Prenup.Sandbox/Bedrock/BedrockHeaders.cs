using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Bedrock;

/// <summary>What both hosts put on a reply: an id, and nothing about limits.</summary>
internal static class BedrockHeaders
{
    private const string Exposed =
        "x-amzn-requestid,x-request-id,date,x-amzn-usage-reservation-quota,x-amzn-usage-reservation-remaining-quota,x-amzn-usage-reservation-spillover";

    public static Reply Runtime(Reply reply) => WithLength(reply).With(("x-amzn-requestid", Guid.NewGuid().ToString()));

    /// <summary>As recorded in August 2026.</summary>
    public static Reply Mantle(Reply reply)
    {
        string id = Guid.NewGuid().ToString();
        Reply dressed = WithLength(reply)
            .With(
                ("x-amzn-requestid", id),
                ("x-request-id", id),
                ("vary", "origin, access-control-request-method, access-control-request-headers"),
                ("access-control-allow-origin", "*"),
                ("access-control-expose-headers", Exposed)
            );
        return reply.IsStream ? dressed.With(("cache-control", "no-cache")) : dressed;
    }

    private static Reply WithLength(Reply reply) => reply with { HasLength = reply.HasLength || !reply.IsStream };
}
