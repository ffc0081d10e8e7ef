using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Aws;
using Prenup.Sandbox.Aws.Signing;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Bedrock;

/// <summary>
/// The host bedrock-runtime: inference profiles, synchronous answers, no tools of the server's own. One listener stands
/// for every scope, where a real region has the profiles of its own geography. Built from documentation; no recording exists.
/// </summary>
internal sealed class RuntimeFront(BedrockAccess access, TimeProvider clock) : ICloudFront
{
    private readonly BedrockDesks _desks = new("bedrock-runtime", clock);

    public Reply Answer(Call call)
    {
        if (access.Refuse(AwsRequest.Of(call)) is { } refused)
        {
            return refused.ToReply();
        }

        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (call.Seen.Method, path) switch
        {
            ("POST", ["openai", "v1", "chat", "completions"]) => Paid(call, _desks.Chat),
            ("POST", ["openai", "v1", "responses"]) => RefuseSpecial(call) ?? Paid(call, _desks.Responses),
            (var method, ["openai", "v1", "responses", .. var stored]) when stored.Length > 0 => _desks.Stored.Answer(
                method,
                stored
            ) ?? Unknown(),
            _ => Unknown(),
        };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) => BedrockHeaders.Runtime(reply);

    public Fault Word(Fault fault) => AwsError.Word(fault);

    private static Reply Paid(Call call, Func<Call, BedrockModel, string, Reply> answer)
    {
        if (BedrockDesks.RefuseBody(call) is { } refused)
        {
            return refused;
        }

        string id = call.Seen.Seen.Model!;
        if (BedrockModel.OnRuntime(id) is { } model)
        {
            return answer(call, model, id);
        }

        return BedrockModel.OnMantle(id) is { Profiled: true }
            ? AwsError
                .Validation(
                    $"Invocation of model ID {id} with on-demand throughput isn't supported. Retry your request with the ID or ARN of an inference profile that contains this model."
                )
                .ToReply()
            : AwsError.Validation("The provided model identifier is invalid.").ToReply();
    }

    private static Reply? RefuseSpecial(Call call)
    {
        if (call.Json.Flag("background") == true)
        {
            return CloudError
                .Invalid("Background mode is not supported on this endpoint.", "background", "unsupported_parameter")
                .ToReply();
        }

        string? hosted = call
            .Json.Get("tools")
            .Items()
            .Select(t => t.Text("type"))
            .FirstOrDefault(t => t is not ("function" or "custom"));
        return hosted is null
            ? null
            : CloudError
                .Invalid($"Tool type '{hosted}' is not supported on this endpoint.", "tools", "unsupported_parameter")
                .ToReply();
    }

    private static Reply Unknown() =>
        new AwsError(404, "UnknownOperationException", "There is no such operation.").ToReply();
}
