using System.Text;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Dialects.Faults;
using Xunit;

namespace Prenup.Tests.Dialects.Faults;

public sealed class UpstreamFaultsTests
{
    private const string Apim =
        """{"error":{"code":"401","message":"Access denied due to invalid subscription key"}}""";

    [Theory]
    [InlineData(
        401,
        """{"error":{"message":"Incorrect API key provided: sk-abc","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""",
        FaultKind.Auth,
        502,
        "upstream_credentials"
    )]
    [InlineData(401, Apim, FaultKind.Auth, 502, "upstream_credentials")]
    [InlineData(403, "", FaultKind.Auth, 502, "upstream_credentials")]
    [InlineData(
        404,
        """{"error":{"type":"invalid_request_error","code":"DeploymentNotFound","message":"x"}}""",
        FaultKind.NotFound,
        404,
        "model_not_found"
    )]
    [InlineData(
        404,
        """{"error":{"message":"deprecated","type":"invalid_request_error","param":null,"code":"model_not_found"}}""",
        FaultKind.NotFound,
        404,
        "model_not_found"
    )]
    [InlineData(
        429,
        """{"error":{"code":"RateLimitReached","message":"x","details":"x"}}""",
        FaultKind.Rate,
        429,
        "rate_limit_exceeded"
    )]
    [InlineData(
        429,
        """{"error":{"message":"x","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}""",
        FaultKind.QuotaExhausted,
        429,
        "insufficient_quota"
    )]
    [InlineData(
        400,
        """{"error":{"message":"x","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""",
        FaultKind.Context,
        400,
        "context_length_exceeded"
    )]
    [InlineData(
        400,
        """{"error":{"message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","param":null,"code":400}}""",
        FaultKind.Context,
        400,
        "context_length_exceeded"
    )]
    [InlineData(
        400,
        """{"error":{"message":"prompt too long; exceeded max context length by 1119046 tokens","type":"invalid_request_error","param":null,"code":null}}""",
        FaultKind.Context,
        400,
        "context_length_exceeded"
    )]
    [InlineData(
        400,
        """{"error":{"message":"bad","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}""",
        FaultKind.Invalid,
        400,
        "unsupported_value"
    )]
    [InlineData(
        400,
        """{"error":{"message":"bad","type":"BadRequestError","param":null,"code":400}}""",
        FaultKind.Invalid,
        400,
        "invalid_request"
    )]
    [InlineData(422, """{"error":"wrong"}""", FaultKind.Invalid, 422, "invalid_request")]
    [InlineData(400, "<html>400 Bad Request</html>", FaultKind.UpstreamBug, 502, "upstream_error")]
    [InlineData(302, "", FaultKind.UpstreamBug, 502, "upstream_error")]
    [InlineData(408, "", FaultKind.Timeout, 504, "upstream_timeout")]
    [InlineData(504, "<html>", FaultKind.Timeout, 504, "upstream_timeout")]
    [InlineData(409, "", FaultKind.Capacity, 503, "upstream_conflict")]
    [InlineData(500, "{", FaultKind.UpstreamBug, 502, "upstream_error")]
    [InlineData(
        503,
        """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""",
        FaultKind.Capacity,
        503,
        "upstream_overloaded"
    )]
    [InlineData(529, "", FaultKind.Capacity, 503, "upstream_overloaded")]
    public void Each_refusal_has_its_kind_and_what_the_client_gets(
        int status,
        string body,
        FaultKind kind,
        int clientStatus,
        string code
    )
    {
        var fault = Read(status, body);
        Assert.Equal((kind, clientStatus, code), (fault.Kind, fault.Status, fault.Code));
        Assert.Contains("azure", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void C13_a_content_filter_s_refusal_passes_as_it_came_and_is_nobody_else_s_fault()
    {
        const string body =
            """{"error":{"message":"filtered","type":null,"param":"prompt","code":"content_filter","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true}}}}}""";
        var fault = Read(400, body);
        Assert.Equal(
            (FaultKind.Content, Blame.Client, 400, "content_filter"),
            (fault.Kind, fault.Blame, fault.Status, fault.Code)
        );
        Assert.Equal(RetryAdvice.Never, fault.Retry);
        Assert.Equal(body, Encoding.UTF8.GetString(fault.Original!.Value.Span));
    }

    [Theory]
    [InlineData("""{"error":{"message":"bad","type":"invalid_request_error","param":null,"code":null}}""")]
    [InlineData("""{"error":{"message":"bad","type":"BadRequestError","param":null,"code":400}}""")]
    [InlineData("""{"error":{"message":"bad","type":"invalid_request_error","param":"n","code":"invalid_value"}}""")]
    public void What_the_cloud_says_of_the_client_s_request_passes_as_it_came(string body) =>
        Assert.Equal(body, Encoding.UTF8.GetString(Read(400, body).Original!.Value.Span));

    [Theory]
    [InlineData(401, Apim)]
    [InlineData(
        404,
        """{"error":{"type":"invalid_request_error","code":"DeploymentNotFound","message":"gpt-55-ptu"}}"""
    )]
    [InlineData(429, """{"error":{"message":"org-123","type":"tokens","param":null,"code":"rate_limit_exceeded"}}""")]
    [InlineData(
        500,
        """{"error":{"message":"10.0.0.7 failed","type":"server_error","param":null,"code":"server_error"}}"""
    )]
    public void What_the_cloud_says_of_the_gateway_s_affairs_is_not_shown(int status, string body) =>
        Assert.Null(Read(status, body).Original);

    [Fact]
    public void Waits_come_from_the_hint_and_only_where_waiting_helps()
    {
        var hint = new RetryHint(TimeSpan.FromSeconds(3), null);
        Assert.Equal(TimeSpan.FromSeconds(3), Read(429, "", hint).RetryAfter);
        Assert.Null(Read(400, """{"error":{"message":"bad","code":"x"}}""", hint).RetryAfter);
    }

    [Fact]
    public void The_cloud_s_word_on_retrying_is_heard()
    {
        Assert.Equal(RetryAdvice.Anywhere, Read(500, "").Retry);
        Assert.Equal(RetryAdvice.Elsewhere, Read(500, "", new RetryHint(null, false)).Retry);
        Assert.Equal(RetryAdvice.Anywhere, Read(429, "", new RetryHint(null, true)).Retry);
    }

    [Theory]
    [InlineData(429, "ThrottlingException", "Too many requests", FaultKind.Rate, 429)]
    [InlineData(403, "AccessDeniedException", "User: x is not authorized to perform", FaultKind.Auth, 502)]
    [InlineData(403, "UnrecognizedClientException", "The security token is invalid.", FaultKind.Auth, 502)]
    [InlineData(403, "InvalidSignatureException", "The request signature does not match", FaultKind.Auth, 502)]
    [InlineData(400, "ValidationException", "The provided model identifier is invalid.", FaultKind.NotFound, 404)]
    [InlineData(400, "ValidationException", "Malformed input request", FaultKind.Invalid, 400)]
    [InlineData(400, "ValidationException", "Input is too long for requested model.", FaultKind.Context, 400)]
    [InlineData(400, "ServiceQuotaExceededException", "x", FaultKind.QuotaExhausted, 429)]
    [InlineData(404, "ResourceNotFoundException", "x", FaultKind.NotFound, 404)]
    [InlineData(408, "ModelTimeoutException", "x", FaultKind.Timeout, 504)]
    [InlineData(424, "ModelErrorException", "x", FaultKind.UpstreamBug, 502)]
    [InlineData(429, "ModelNotReadyException", "x", FaultKind.Capacity, 503)]
    [InlineData(500, "InternalServerException", "x", FaultKind.UpstreamBug, 502)]
    [InlineData(503, "ServiceUnavailableException", "x", FaultKind.Capacity, 503)]
    public void B2_An_exception_of_AWS_s_means_what_its_header_names(
        int status,
        string exception,
        string message,
        FaultKind kind,
        int shown
    )
    {
        var fault = ReadAws(status, exception + ":http://internal.amazon.com/coral/com.amazon.bedrock/", message);
        Assert.Equal((kind, shown), (fault.Kind, fault.Status));
        Assert.Null(fault.Original);
    }

    [Theory]
    [InlineData("ExpiredTokenException", "The security token included in the request is expired", true)]
    [InlineData("UnrecognizedClientException", "The security token included in the request is invalid.", true)]
    [InlineData("AccessDeniedException", "Please make sure your API Key is valid.", true)]
    [InlineData("AccessDeniedException", "User: x is not authorized to perform: bedrock:InvokeModel", false)]
    [InlineData("InvalidSignatureException", "Signature expired: 20261123T000000Z is now earlier than", false)]
    public void B17_A_refused_credential_is_told_from_a_refused_permission(string name, string message, bool refuses) =>
        Assert.Equal(refuses, ReadAws(403, name, message).RefusesCredential);

    [Fact]
    public void B17_A_clock_that_is_wrong_is_said_to_be() =>
        Assert.Equal(
            "upstream_clock_skew",
            ReadAws(403, "InvalidSignatureException", "Signature not yet current: 20261123T000000Z").Code
        );

    [Theory]
    [InlineData("model `openai.gpt-5.5` isn't supported on this route", FaultKind.NotFound)]
    [InlineData("The model 'x' does not support the '/v1/chat/completions' API", FaultKind.Unsupported)]
    public void Mantle_s_own_refusals_are_told_from_bad_requests(string message, FaultKind kind) =>
        Assert.Equal(
            kind,
            Read(400, $$$"""{"error":{"message":"{{{message}}}","type":"invalid_request_error"}}""").Kind
        );

    [Fact]
    public void Every_recorded_error_is_classified_and_none_becomes_a_401()
    {
        foreach (var recording in Recording.All("error"))
        {
            var fault = UpstreamFaults.Read(
                recording.Status,
                recording.Response,
                default,
                recording.Dialect,
                recording.Cloud
            );
            var expected = recording.Status switch
            {
                401 => FaultKind.Auth,
                404 => FaultKind.NotFound,
                429 => FaultKind.Rate,
                _ when recording.Response.AsSpan().IndexOf("context"u8) >= 0 => FaultKind.Context,
                _ => FaultKind.Invalid,
            };
            Assert.Equal(expected, fault.Kind);
            Assert.NotEqual(401, fault.Status);
        }
    }

    private static Fault ReadAws(int status, string exception, string message) =>
        UpstreamFaults.Read(
            status,
            Encoding.UTF8.GetBytes($$"""{"message":"{{message}}"}"""),
            default,
            Dialect.OpenAiResponses,
            "aws",
            exception
        );

    private static Fault Read(int status, string body, RetryHint hint = default) =>
        UpstreamFaults.Read(status, Encoding.UTF8.GetBytes(body), hint, Dialect.OpenAiChat, "azure");
}
