using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Aws;
using Prenup.Sandbox.Aws.Signing;
using Prenup.Sandbox.Faults;
using Prenup.Sandbox.Serving;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Bedrock;

/// <summary>The host bedrock-mantle: two URL prefixes, and each model answers under one of them.</summary>
internal sealed class MantleFront(BedrockAccess access, TimeProvider clock) : ICloudFront
{
    private readonly BedrockDesks _desks = new("bedrock-mantle", clock);

    public Reply Answer(Call call)
    {
        if (access.Refuse(AwsRequest.Of(call)) is { } refused)
        {
            return refused.ToReply();
        }

        string[] path = call.Seen.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path switch
        {
            ["openai", "v1", .. var rest] => Answer(call, path[..2], rest),
            ["v1", .. var rest] => Answer(call, path[..1], rest),
            _ => Unknown(call),
        };
    }

    public Reply Dress(Reply reply, Call call, TimeSpan processing) => BedrockHeaders.Mantle(reply);

    public Fault Word(Fault fault) => AwsError.Word(fault);

    private Reply Answer(Call call, string[] prefix, string[] rest) =>
        (call.Seen.Method, rest) switch
        {
            ("POST", ["chat", "completions"]) => Paid(call, prefix, _desks.Chat),
            ("POST", ["responses"]) => Paid(call, prefix, _desks.Responses),
            (var method, ["responses", .. var stored]) when stored.Length > 0 => _desks.Stored.Answer(method, stored)
                ?? Unknown(call),
            ("GET", ["models"]) => MantleModels.List(),
            ("GET", ["models", var id]) => BedrockModel.OnMantle(Uri.UnescapeDataString(id)) is { } model
                ? MantleModels.One(model)
                : NotFound(id),
            _ => Unknown(call),
        };

    private static Reply Paid(Call call, string[] prefix, Func<Call, BedrockModel, string, Reply> answer)
    {
        if (BedrockDesks.RefuseBody(call) is { } refused)
        {
            return refused;
        }

        string id = call.Seen.Seen.Model!;
        if (BedrockModel.OnMantle(id) is not { } model)
        {
            return NotFound(id);
        }

        return prefix.SequenceEqual(model.Prefix)
            ? answer(call, model, id)
            : CloudError.Invalid($"model `{id}` isn't supported on this route", "model").ToReply();
    }

    private static Reply NotFound(string id) =>
        new CloudError(
            404,
            $"The model '{id}' does not exist",
            "invalid_request_error",
            "not_found_error",
            null
        ).ToReply();

    private static Reply Unknown(Call call) =>
        new CloudError(
            404,
            $"No route for {call.Seen.Path}",
            "invalid_request_error",
            "not_found_error",
            null
        ).ToReply();
}
