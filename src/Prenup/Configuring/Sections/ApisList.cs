using System.Collections.Frozen;
using Prenup.Configuring.Yaml;
using Prenup.Core.Asking;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary><c>apis: [openai-chat, openai-responses]</c>: the dialects that an offer speaks.</summary>
internal static class ApisList
{
    private static readonly string[] Known =
    [
        .. DialectNames.All.Select(static dialect => dialect.Name()),
        .. LaterNames.Dialects,
    ];

    private static readonly FrozenSet<Dialect> OpenAi = DialectNames.All.ToFrozenSet();

    private static readonly FrozenSet<Dialect> ChatAndEmbeddings = Set(Dialect.OpenAiChat, Dialect.OpenAiEmbeddings);
    private static readonly FrozenSet<Dialect> ChatAlone = Set(Dialect.OpenAiChat);
    private static readonly FrozenSet<Dialect> ResponsesAlone = Set(Dialect.OpenAiResponses);
    private static readonly FrozenSet<Dialect> ChatAndResponses = Set(Dialect.OpenAiChat, Dialect.OpenAiResponses);

    /// <summary>The dialects of this version among those listed; others are warned of.</summary>
    public static FrozenSet<Dialect> Read(Field field)
    {
        var dialects = new List<Dialect>();
        foreach (var item in field.Items())
        {
            if (item.Reference("dialect", Known) is not { } name)
            {
                continue;
            }
            if (DialectNames.TryParse(name, out var dialect))
            {
                dialects.Add(dialect);
            }
            else
            {
                item.Warn($"dialect '{name}' is not served by this version");
            }
        }
        return dialects.ToFrozenSet();
    }

    /// <summary>What an account's cloud speaks by itself, of a model.</summary>
    public static FrozenSet<Dialect> Default(Account account, string model) =>
        (account.Cloud, account.Azure?.Form) switch
        {
            // Azure's dated versions have Responses only as previews; who has one says so.
            (_, AzureForm.Classic) => ChatAndEmbeddings,
            (_, AzureForm.Models) => ChatAlone,
            (Cloud.Bedrock, _) => BedrockModel.Apis(model),
            // OpenAI's own models there; gpt-oss speaks Chat, and its offer says so.
            (Cloud.Vertex, _) => ResponsesAlone,
            // Some servers speak Responses too; who has one says so.
            (Cloud.Watsonx or Cloud.OpenAiCompatible, _) => ChatAndEmbeddings,
            _ => OpenAi,
        };

    /// <summary>Says which of the dialects listed the account's cloud has no address for.</summary>
    public static void Check(Field? field, FrozenSet<Dialect>? listed, Account account)
    {
        var possible = (account.Cloud, account.Azure?.Form) switch
        {
            (Cloud.Vertex or Cloud.Bedrock, _) => ChatAndResponses,
            (Cloud.Watsonx, _) or (_, AzureForm.Models) => ChatAndEmbeddings,
            _ => OpenAi,
        };
        foreach (var dialect in (listed ?? []).Except(possible).Order())
        {
            field?.Error($"account '{account.Name}' ({account.Cloud.Name()}) has no {dialect.Name()}");
        }
    }

    private static FrozenSet<Dialect> Set(params IEnumerable<Dialect> dialects) => dialects.ToFrozenSet();
}
