namespace Prenup.Sandbox.Wire;

/// <summary>An error before it has a shape: each cloud writes it in its own words.</summary>
internal sealed record CloudError(int Status, string Message, string Type, string? Code, string? Param)
{
    public static CloudError Invalid(string message, string? param = null, string? code = null) =>
        new(400, message, "invalid_request_error", code, param);

    public static CloudError TooLong(long window, long tokens, string param) =>
        Invalid(
            $"This model's maximum context length is {window} tokens. However, your messages resulted in {tokens} tokens. Please reduce the length of the messages.",
            param,
            "context_length_exceeded"
        );

    /// <summary>The shape shared by OpenAI and by most of Azure's errors.</summary>
    public Reply ToReply() =>
        Reply.Whole(
            Status,
            JsonText.Object(
                json =>
                    json.Object(
                        "error",
                        error =>
                        {
                            error.WriteString("message", Message);
                            error.WriteString("type", Type);
                            error.WriteString("param", Param);
                            error.WriteString("code", Code);
                        }
                    ),
                indented: true
            )
        ) with
        {
            HasLength = true,
            Error = this,
        };
}
