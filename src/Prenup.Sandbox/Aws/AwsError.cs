using System.Text;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Aws;

/// <summary>An error of AWS's own: the type is in a header, the body has a message alone.</summary>
internal sealed record AwsError(int Status, string Type, string Message)
{
    /// <summary>The header that names the type, up to a colon.</summary>
    public const string TypeHeader = "x-amzn-errortype";

    public static AwsError MissingToken() =>
        new(403, "MissingAuthenticationTokenException", "Missing Authentication Token");

    public static AwsError Incomplete(string message) => new(403, "IncompleteSignatureException", message);

    public static AwsError InvalidSignature(string message) => new(403, "InvalidSignatureException", message);

    public static AwsError UnrecognizedClient() =>
        new(403, "UnrecognizedClientException", "The security token included in the request is invalid.");

    public static AwsError ExpiredToken() =>
        new(403, "ExpiredTokenException", "The security token included in the request is expired");

    public static AwsError AccessDenied(string message) => new(403, "AccessDeniedException", message);

    public static AwsError Validation(string message) => new(400, "ValidationException", message);

    /// <summary>The usual error of a status.</summary>
    public static AwsError OfStatus(int status) =>
        status switch
        {
            401 or 403 => UnrecognizedClient(),
            404 => new(404, "ResourceNotFoundException", "The requested resource was not found."),
            408 => new(408, "ModelTimeoutException", "Model has timed out in processing the request."),
            424 => new(424, "ModelErrorException", "The model had an error while processing the request."),
            429 => new(429, "ThrottlingException", "Too many requests, please wait before trying again."),
            503 => new(503, "ServiceUnavailableException", "Bedrock is unable to process your request."),
            >= 500 => new(status, "InternalServerException", "The system encountered an unexpected error."),
            _ => Validation("The request was refused.") with { Status = status },
        };

    /// <summary>Gives a fault with an error status and no body of its own this status's usual error.</summary>
    public static Fault Word(Fault fault)
    {
        if (fault.Kind != FaultKind.Status || fault.Body is not null)
        {
            return fault;
        }

        AwsError error = OfStatus(fault.StatusCode);
        var headers = new Dictionary<string, string>(fault.Headers, StringComparer.OrdinalIgnoreCase);
        headers.TryAdd(TypeHeader, error.Type);
        return fault with { Body = Encoding.UTF8.GetString(error.Body()), Headers = headers };
    }

    private byte[] Body() => JsonText.Object(json => json.WriteString("message", Message));

    public Reply ToReply() =>
        Reply
            .Whole(Status, Body())
            .With((TypeHeader, Type + ":http://internal.amazon.com/coral/com.amazon.bedrock/")) with
        {
            HasLength = true,
        };
}
