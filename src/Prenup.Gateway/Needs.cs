using Prenup.Core.Asking;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Prices;

namespace Prenup.Gateway;

/// <summary>What a request may come to at most: the bound that is reserved before it is sent.</summary>
internal static class Needs
{
    // Where a source names neither: no model on sale takes or writes more.
    private const long LongestPrompt = 2_000_000;
    private const long LongestAnswer = 128_000;

    /// <summary>
    /// At one offer. Input: a token is at least one byte of UTF-8, so the body's bytes bound a prompt that is all in it; what
    /// refers beyond it is bounded by the model's context alone. Output: what the request or the key limits it to, else what the
    /// model can write, times the answers. Both at the dearest rates of the price in force.
    /// </summary>
    public static Need Of(Arrival arrival, Ask ask, VirtualKey key, Offer offer, DateTimeOffset now)
    {
        if (arrival.Operation != Operation.Generate || ask.Asked is not { } asked)
        {
            return Need.None;
        }
        var input = asked.RefersBeyond ? LongestPrompt : ask.Body.Length;
        var output =
            arrival.Dialect == Dialect.OpenAiEmbeddings ? 0 : Answer(asked.MaxOutputTokens, key) * asked.Choices;
        var catalogue = arrival.Catalogue;
        var money = catalogue.Prices.At(offer.PriceId, offer.Scope, now) is { } price
            ? WorstCase.Of(price).Cost(input, output)
            : catalogue.UnknownCeiling;
        return new Need(money, input + output);
    }

    /// <summary>At the dearest of the offers that may be asked, as far as that is known before routing.</summary>
    public static Need Most(Arrival arrival, Ask ask, in Lineage lineage, Model model, Pin pin, DateTimeOffset now)
    {
        var (money, tokens) = (PicoDollars.Zero, 0L);
        foreach (var offer in model.Offers)
        {
            if (
                offer.Apis.Contains(arrival.Dialect)
                && pin.Allows(offer)
                && arrival.Overrides?.Allows(offer) != false
                && lineage.Forbids(offer.Scope) is null
            )
            {
                var need = Of(arrival, ask, lineage.Key, offer, now);
                tokens = Math.Max(tokens, need.Tokens);
                money = need.Money?.Value > money.Value ? need.Money.Value : money;
            }
        }
        return new Need(money, tokens);
    }

    private static long Answer(int? asked, VirtualKey key) =>
        Math.Min(asked ?? LongestAnswer, key.OutputCap ?? long.MaxValue);
}
