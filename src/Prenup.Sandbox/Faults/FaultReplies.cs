using System.Text;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Faults;

/// <summary>Replies that a fault gives instead of the answer.</summary>
internal static class FaultReplies
{
    public static Reply Status(Fault fault)
    {
        Reply reply = fault.Body is { } body
            ? Reply.Whole(fault.StatusCode, Encoding.UTF8.GetBytes(body)) with
            {
                HasLength = true,
            }
            : Usual(fault.StatusCode).ToReply();
        return reply.With([.. fault.Headers.Select(h => (h.Key, h.Value))]);
    }

    public static Reply Html()
    {
        byte[] page = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>\n"u8.ToArray();
        return Reply.Whole(200, page) with { Headers = [new("Content-Type", "text/html")] };
    }

    /// <summary>What OpenAI says with a status.</summary>
    public static CloudError Usual(int status) =>
        status switch
        {
            401 => new(401, "Incorrect API key provided.", "invalid_request_error", "invalid_api_key", null),
            429 => new(429, "Rate limit reached. Please try again later.", "requests", "rate_limit_exceeded", null),
            503 => new(503, "The server is overloaded or not ready yet.", "service_unavailable_error", null, null),
            >= 500 => new(status, "The server had an error while processing your request.", "server_error", null, null),
            _ => new(status, "The request was refused.", "invalid_request_error", null, null),
        };
}
