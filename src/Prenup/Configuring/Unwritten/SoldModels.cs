using Prenup.Core.Offers;
using Prenup.Core.Prices;

namespace Prenup.Configuring.Unwritten;

/// <summary>OpenAI's models as the clouds sell them, read off the price book: what has no price would be refused anyway.</summary>
internal static class SoldModels
{
    private const string OpenWeights = "gpt-oss-";

    /// <summary>A model on sale at an account.</summary>
    /// <param name="Name">The name that applications ask for.</param>
    /// <param name="Id">The cloud's own id.</param>
    /// <param name="Price">The price's id.</param>
    /// <param name="Scope">The scope that it is bought at.</param>
    public sealed record Sold(string Name, string Id, string Price, string Scope);

    /// <summary>Everything on sale at an account, in the order of the price book.</summary>
    public static IEnumerable<Sold> At(FoundAccount account, PriceBook book) =>
        book
            .Ids.Where(id => id.StartsWith(account.Cloud.Name() + "/", StringComparison.Ordinal))
            .Select(id => Of(account, id, id[(account.Cloud.Name().Length + 1)..]))
            .OfType<Sold>()
            .Where(sold => book.Begun(sold.Price, sold.Scope, DateTimeOffset.MaxValue) is not null);

    private static Sold? Of(FoundAccount account, string price, string id) =>
        account.Cloud switch
        {
            Cloud.Bedrock => OnBedrock(account.Region, price, id),
            Cloud.Vertex => OnVertex(account.Region, price, id),
            _ => new Sold(id, id, price, "global"),
        };

    // The runtime host sells OpenAI's own models by inference profile and the open weights by a versioned id.
    private static Sold? OnBedrock(string region, string price, string id)
    {
        const string Maker = "openai.";
        const string Version = "-1:0";
        if (!id.StartsWith(Maker, StringComparison.Ordinal))
        {
            return null;
        }
        var name = id[Maker.Length..];
        if (name.StartsWith(OpenWeights, StringComparison.Ordinal))
        {
            return name.EndsWith(Version, StringComparison.Ordinal)
                ? new Sold(name[..^Version.Length], id, price, region)
                : null;
        }
        var scope = BedrockRegion.Scope(region);
        var geography = BedrockRegion.IsGeography(scope) ? scope : "global";
        return new Sold(name, $"{geography}.{id}", price, geography);
    }

    // Of OpenAI's, Vertex has a list price for the open weights alone.
    private static Sold? OnVertex(string location, string price, string id)
    {
        const string Maker = "openai/";
        const string Service = "-maas";
        return
            id.StartsWith(Maker + OpenWeights, StringComparison.Ordinal)
            && id.EndsWith(Service, StringComparison.Ordinal)
            ? new Sold(id[Maker.Length..^Service.Length], id, price, location)
            : null;
    }
}
