using System.Globalization;
using Prenup.Core.Faults;

namespace Prenup.Dialects.Faults;

/// <summary>The table from a cloud's status and error to the kind of fault and what the client gets.</summary>
internal static class CloudVerdict
{
    private static readonly string[] ContextPhrases =
    [
        "maximum context length",
        "max context length",
        "context window",
        "context length",
        "exceeds the available context",
        "prompt is too long",
        "prompt too long",
        "input is too long",
        "input tokens exceeded",
    ];

    /// <summary>The fault for a status and an error.</summary>
    public static Fault Of(int status, in CloudError error, string cloud) =>
        ByCode(status, error, cloud) ?? AwsVerdict.Of(status, error, cloud) ?? ByStatus(status, error, cloud);

    /// <summary>The status that an error without one stands for; 500 where nothing tells.</summary>
    public static int StatusOf(in CloudError error)
    {
        if (
            int.TryParse(error.Code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            && status is >= 400 and <= 599
        )
        {
            return status;
        }
        return (error.Code, error.Type) switch
        {
            ("rate_limit_exceeded" or "RateLimitReached", _) => 429,
            (_, "rate_limit_error" or "rate_limit_exceeded" or "tokens" or "requests") => 429,
            ("invalid_api_key", _) => 401,
            ("server_overloaded" or "overloaded", _) or (_, "overloaded_error" or "unavailable_error") => 503,
            ("invalid_prompt", _) or (_, "invalid_request_error") => 400,
            _ => 500,
        };
    }

    private static Fault? ByCode(int status, in CloudError error, string cloud)
    {
        if (
            error.Code is "content_filter" or "content_policy_violation"
            || error.InnerCode is "ResponsibleAIPolicyViolation"
        )
        {
            var code = error.Code.Length > 0 ? error.Code : "content_filter";
            return Client(
                FaultKind.Content,
                400,
                code,
                $"{cloud} refused: its content filter stopped the prompt.",
                error
            );
        }
        if (error.Code is "insufficient_quota" or "billing_hard_limit_reached" || error.Type is "insufficient_quota")
        {
            return Quota(cloud);
        }
        if (error.Code is "model_not_found" or "DeploymentNotFound")
        {
            return NoModel(cloud);
        }
        if (IsWrongRoute(error))
        {
            return NoModel(cloud);
        }
        if (error.Code is "OperationNotSupported" || IsUnspoken(error))
        {
            var text = $"{cloud} refused: the model does not offer this operation.";
            return Client(FaultKind.Unsupported, 400, "unsupported_operation", text, error) with
            {
                Retry = RetryAdvice.Elsewhere,
            };
        }
        if (status is 400 or 413 or 422 && IsContext(error))
        {
            var text =
                $"{cloud} refused: the prompt and the answer do not fit the model's context; shorten the prompt.";
            return Client(FaultKind.Context, 400, "context_length_exceeded", text, error);
        }
        return null;
    }

    private static Fault ByStatus(int status, in CloudError error, string cloud) =>
        status switch
        {
            400 or 413 or 415 or 422 when error.IsKnownShape => Invalid(status, error, cloud),
            401 => Credentials(status, cloud) with { RefusesCredential = true },
            403 => Credentials(status, cloud),
            402 => Quota(cloud),
            404 => NoModel(cloud),
            408 or 504 => Timeout(status, cloud),
            409 => Busy(FaultKind.Capacity, 503, "upstream_conflict", $"{cloud} is busy with it; try again.") with
            {
                Retry = RetryAdvice.Anywhere,
            },
            429 => Rate(cloud),
            503 or 529 => Overloaded(status, cloud),
            >= 500 => Broken($"{cloud} failed ({status}); send the request again.") with
            {
                Retry = RetryAdvice.Anywhere,
            },
            _ => Broken($"{cloud} answered {status} with something that is not its protocol."),
        };

    private static Fault Invalid(int status, in CloudError error, string cloud)
    {
        // vLLM's code is the status as an integer, APIM's the status as a string: neither says more than the status.
        var isStatus = error.Code.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;
        var field = error.Param is { } param ? $", field '{param}'" : "";
        return Client(
            FaultKind.Invalid,
            status,
            isStatus ? "invalid_request" : error.Code,
            $"{cloud} refused the request as invalid{field}.",
            error
        );
    }

    internal static Fault Rate(string cloud) =>
        Busy(
            FaultKind.Rate,
            429,
            "rate_limit_exceeded",
            $"{cloud} refused: too many requests or tokens for now; wait and try again."
        );

    internal static Fault Overloaded(int status, string cloud) =>
        Busy(FaultKind.Capacity, 503, "upstream_overloaded", $"{cloud} is overloaded ({status}); wait and try again.");

    internal static Fault Credentials(int status, string cloud) =>
        Operator(
            FaultKind.Auth,
            502,
            "upstream_credentials",
            $"{cloud} does not accept the gateway's credentials ({status}); tell whoever runs the gateway."
        );

    internal static Fault NoModel(string cloud) =>
        Operator(
            FaultKind.NotFound,
            404,
            "model_not_found",
            $"{cloud} does not know the model or deployment that the gateway asked for; tell whoever runs the gateway."
        );

    internal static Fault Quota(string cloud) =>
        Operator(
            FaultKind.QuotaExhausted,
            429,
            "insufficient_quota",
            $"{cloud} refused: the gateway's quota or balance there is used up; waiting does not help."
        );

    private static Fault Timeout(int status, string cloud) =>
        Busy(
            FaultKind.Timeout,
            504,
            "upstream_timeout",
            $"{cloud} ran out of time ({status}); send the request again."
        ) with
        {
            Retry = RetryAdvice.Anywhere,
        };

    internal static Fault Broken(string message) => Busy(FaultKind.UpstreamBug, 502, "upstream_error", message);

    // Bedrock's mantle has two prefixes and answers each model under one of them.
    private static bool IsWrongRoute(in CloudError error) =>
        error.Message.Contains("isn't supported on this route", StringComparison.Ordinal);

    private static bool IsUnspoken(in CloudError error) =>
        error.Message.Contains("does not support the '/v1/", StringComparison.Ordinal);

    private static bool IsContext(in CloudError error)
    {
        if (error.Code is "context_length_exceeded" || error.Type is "exceed_context_size_error")
        {
            return true;
        }
        foreach (var phrase in ContextPhrases)
        {
            if (error.Message.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static Fault Client(FaultKind kind, int status, string code, string message, in CloudError error) =>
        new()
        {
            Kind = kind,
            Blame = Blame.Client,
            Status = status,
            Code = code,
            Message = message,
            Param = error.Param,
        };

    private static Fault Busy(FaultKind kind, int status, string code, string message) =>
        new()
        {
            Kind = kind,
            Blame = Blame.Upstream,
            Status = status,
            Code = code,
            Message = message,
            Retry = RetryAdvice.Elsewhere,
        };

    private static Fault Operator(FaultKind kind, int status, string code, string message) =>
        Busy(kind, status, code, message) with
        {
            Blame = Blame.Gateway,
        };
}
