using Prenup.Core.Faults;

namespace Prenup.Dialects.Faults;

/// <summary>The <c>type</c> of OpenAI's error object.</summary>
internal static class FaultTypes
{
    /// <summary>The type for a fault's kind.</summary>
    public static string Of(Fault fault) =>
        fault.Kind switch
        {
            FaultKind.Auth when fault.Blame == Blame.Client => "invalid_request_error",
            FaultKind.QuotaExhausted => "insufficient_quota",
            FaultKind.Rate => "rate_limit_error",
            FaultKind.Context
            or FaultKind.Content
            or FaultKind.Invalid
            or FaultKind.Unsupported
            or FaultKind.NotFound => "invalid_request_error",
            _ => "server_error",
        };
}
