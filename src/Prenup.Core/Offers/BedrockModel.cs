using System.Collections.Frozen;
using Prenup.Core.Asking;

namespace Prenup.Core.Offers;

/// <summary>
/// What a Bedrock model's id says. Facts from AWS's endpoint and model pages of November 2026, which know the OpenAI dialects
/// as Chat and Responses alone.
/// </summary>
public static class BedrockModel
{
    private static readonly FrozenSet<Dialect> Both = new[]
    {
        Dialect.OpenAiChat,
        Dialect.OpenAiResponses,
    }.ToFrozenSet();
    private static readonly FrozenSet<Dialect> Chat = new[] { Dialect.OpenAiChat }.ToFrozenSet();
    private static readonly FrozenSet<Dialect> Responses = new[] { Dialect.OpenAiResponses }.ToFrozenSet();

    /// <summary>Every dialect that Bedrock speaks and this version too.</summary>
    public static FrozenSet<Dialect> Dialects => Both;

    /// <summary>The geography of an inference profile's id or ARN (<c>us</c> of <c>us.openai.gpt-5.5</c>); null where it has none.</summary>
    public static string? Geography(string id)
    {
        var name = Name(id);
        var dot = name.IndexOf('.');
        var first = dot < 0 ? "" : name[..dot];
        return BedrockRegion.IsGeography(first) ? first : null;
    }

    /// <summary>What stands before <c>/responses</c> and <c>/chat/completions</c>; the wrong one gets "isn't supported on this route".</summary>
    public static string Prefix(BedrockHost host, string id) =>
        host == BedrockHost.Runtime || IsOnOpenAiRoute(id) ? "/openai/v1" : "/v1";

    /// <summary>The dialects that a model is documented for.</summary>
    public static FrozenSet<Dialect> Apis(string id)
    {
        var model = Base(id);
        return model.StartsWith("openai.gpt-oss-safeguard", StringComparison.Ordinal) ? Chat
            : model.StartsWith("openai.gpt-5.6-terra", StringComparison.Ordinal) ? Responses
            : Both;
    }

    private static bool IsOnOpenAiRoute(string id) =>
        (
            id.StartsWith("openai.gpt-", StringComparison.Ordinal)
            && !id.StartsWith("openai.gpt-oss", StringComparison.Ordinal)
        )
        || id.StartsWith("google.gemma-4", StringComparison.Ordinal)
        || id.StartsWith("xai.", StringComparison.Ordinal);

    private static string Base(string id) =>
        Geography(id) is { } geography ? Name(id)[(geography.Length + 1)..] : Name(id);

    // arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.openai.gpt-5.5
    private static string Name(string id) =>
        id.StartsWith("arn:", StringComparison.Ordinal) ? id[(id.LastIndexOf('/') + 1)..] : id;
}
