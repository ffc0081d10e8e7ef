using Prenup.Core.Asking;
using Prenup.Core.Offers;

namespace Prenup.Gateway.Sending;

/// <summary>Where each cloud takes each operation: only the account's own address, whatever a request says.</summary>
internal static class CloudUrl
{
    /// <summary>The URL of an operation at an offer.</summary>
    public static Uri For(Offer offer, Dialect dialect, Operation operation, string? storedId, string query)
    {
        var path = operation == Operation.Generate ? Path(dialect) : Stored(operation, storedId!);
        return new Uri(Base(offer, dialect) + path + Query(offer.Account, query));
    }

    private static string Base(Offer offer, Dialect dialect)
    {
        var endpoint = offer.Account.Endpoint.AbsoluteUri.TrimEnd('/');
        return (offer.Account.Cloud, offer.Account.ClassicApiVersion) switch
        {
            (Cloud.OpenAi, _) => endpoint,
            (Cloud.Azure, null) => endpoint + "/openai/v1",
            (Cloud.Azure, _) when dialect == Dialect.OpenAiResponses => endpoint + "/openai",
            _ => $"{endpoint}/openai/deployments/{Uri.EscapeDataString(offer.Model)}",
        };
    }

    private static string Path(Dialect dialect) =>
        dialect switch
        {
            Dialect.OpenAiChat => "/chat/completions",
            Dialect.OpenAiResponses => "/responses",
            _ => "/embeddings",
        };

    private static string Stored(Operation operation, string id)
    {
        var path = "/responses/" + Uri.EscapeDataString(id);
        return operation switch
        {
            Operation.Cancel => path + "/cancel",
            Operation.InputItems => path + "/input_items",
            _ => path,
        };
    }

    private static string Query(Account account, string query) =>
        account.ClassicApiVersion is null ? query
        : query.Length == 0 ? "?api-version=" + account.ClassicApiVersion
        : query + "&api-version=" + account.ClassicApiVersion;
}
