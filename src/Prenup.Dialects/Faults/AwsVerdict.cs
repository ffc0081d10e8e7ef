using Prenup.Core.Faults;

namespace Prenup.Dialects.Faults;

/// <summary>
/// The table for AWS's exceptions, which are named in a header. The names and their statuses are those of Bedrock's service
/// model; the texts were recorded at its native operations.
/// </summary>
internal static class AwsVerdict
{
    /// <summary>The fault; null where the status says all.</summary>
    public static Fault? Of(int status, in CloudError error, string cloud) =>
        error.Exception switch
        {
            "" => null,
            "ThrottlingException" or "TooManyRequestsException" => CloudVerdict.Rate(cloud),
            "ServiceQuotaExceededException" => CloudVerdict.Quota(cloud),
            "ModelNotReadyException" => CloudVerdict.Overloaded(status, cloud) with { Retry = RetryAdvice.Anywhere },
            "UnrecognizedClientException" or "ExpiredTokenException" or "InvalidClientTokenId" => Refused(
                status,
                cloud
            ),
            "InvalidSignatureException" => Signature(status, error.Message, cloud),
            // Bearer keys that are not known are "denied" too; a role that may not ask is not helped by another token.
            "AccessDeniedException" when Says(error, "API Key") => Refused(status, cloud),
            "AccessDeniedException" or "MissingAuthenticationTokenException" or "IncompleteSignatureException" =>
                CloudVerdict.Credentials(status, cloud),
            "ResourceNotFoundException" or "UnknownOperationException" => CloudVerdict.NoModel(cloud),
            "ValidationException" when IsAboutTheModel(error) => CloudVerdict.NoModel(cloud),
            "ModelErrorException" or "ModelStreamErrorException" => CloudVerdict.Broken(
                $"{cloud} failed ({status}); send the request again."
            ) with
            {
                Retry = RetryAdvice.Anywhere,
            },
            _ => null,
        };

    private static Fault Refused(int status, string cloud) =>
        CloudVerdict.Credentials(status, cloud) with
        {
            RefusesCredential = true,
        };

    // AWS takes what was signed within five minutes of its own clock.
    private static Fault Signature(int status, string message, string cloud) =>
        message.StartsWith("Signature expired", StringComparison.Ordinal)
        || message.StartsWith("Signature not yet current", StringComparison.Ordinal)
            ? CloudVerdict.Credentials(status, cloud) with
            {
                Code = "upstream_clock_skew",
                Message =
                    $"{cloud} refused the gateway's signature for its time ({status}): the gateway's clock is wrong; tell whoever runs the gateway.",
            }
            : CloudVerdict.Credentials(status, cloud);

    // A 400 that the client cannot mend: it never named this model.
    private static bool IsAboutTheModel(in CloudError error) =>
        Says(error, "model identifier is invalid") || Says(error, "on-demand throughput");

    private static bool Says(in CloudError error, string text) =>
        error.Message.Contains(text, StringComparison.OrdinalIgnoreCase);
}
