using Prenup.Sandbox.Aws;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Bedrock;

/// <summary>What both hosts put on a reply: an id and nothing about limits, and errors in AWS's words.</summary>
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

    /// <summary>An error status without a body gets AWS's.</summary>
    public static Fault Word(Fault fault)
    {
        if (fault.Kind != FaultKind.Status || fault.Body is not null)
        {
            return fault;
        }

        AwsError error = AwsError.OfStatus(fault.StatusCode);
        var headers = new Dictionary<string, string>(fault.Headers, StringComparer.OrdinalIgnoreCase);
        headers.TryAdd(AwsError.TypeHeader, error.Type);
        return fault with { Body = System.Text.Encoding.UTF8.GetString(error.Body()), Headers = headers };
    }

    private static Reply WithLength(Reply reply) => reply with { HasLength = reply.HasLength || !reply.IsStream };
}
