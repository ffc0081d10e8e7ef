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
        return offer.Account.Cloud switch
        {
            Cloud.Azure => endpoint + Azure(offer, dialect),
            Cloud.Bedrock => endpoint + BedrockModel.Prefix(offer.Account.Host!.Value, offer.Model),
            // OpenAI's own models speak Responses alone; what is served beside them speaks Chat, on a path for all makers.
            Cloud.Vertex when dialect == Dialect.OpenAiResponses => endpoint + "/publishers/openai/v1",
            Cloud.Vertex => endpoint + "/endpoints/openapi",
            _ => endpoint,
        };
    }

    private static string Azure(Offer offer, Dialect dialect) =>
        offer.Account.Azure?.Form switch
        {
            AzureForm.Classic when dialect == Dialect.OpenAiResponses => "/openai",
            AzureForm.Classic => "/openai/deployments/" + Uri.EscapeDataString(offer.Model),
            AzureForm.Models => "/models",
            _ => "/openai/v1",
        };

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
        account.Azure?.Version is not { } version ? query
        : query.Length == 0 ? "?api-version=" + version
        : query + "&api-version=" + version;
}
