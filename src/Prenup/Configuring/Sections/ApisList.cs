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

    // Azure's dated versions have Responses only as previews; who has one says so.
    private static readonly FrozenSet<Dialect> AzureClassic = new[]
    {
        Dialect.OpenAiChat,
        Dialect.OpenAiEmbeddings,
    }.ToFrozenSet();

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

    /// <summary>What an account's cloud speaks by itself.</summary>
    public static FrozenSet<Dialect> Default(Account account) =>
        account.ClassicApiVersion is null ? OpenAi : AzureClassic;
}
