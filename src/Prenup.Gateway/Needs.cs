using Prenup.Core.Asking;
using Prenup.Core.Budgets;
using Prenup.Core.Keys;
using Prenup.Core.Money;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Dialects.Requests;

namespace Prenup.Gateway;

/// <summary>What a request may come to at most: the bound that is reserved before it is sent.</summary>
internal static class Needs
{
    // Where no source names them: no model that is known takes or writes more.
    private const long LongestPrompt = 2_000_000;
    private const long LongestAnswer = 272_000;

    /// <summary>
    /// At one offer. Input: a token is at least one byte of UTF-8, so the body's bytes bound a prompt that is all in it, with
    /// some for what the cloud adds; what refers beyond it is bounded by the model's context alone. Output: what the request or the key limits it to, else what the
    /// model can write, times the answers. Both at the dearest rates of the price in force.
    /// </summary>
    /// <param name="arrival">The request's head.</param>
    /// <param name="ask">What is asked.</param>
    /// <param name="key">Who asks.</param>
    /// <param name="prompt">The prompt's tokens, where they were counted; null for the body's bytes.</param>
    /// <param name="offer">Where it would go.</param>
    /// <param name="now">When.</param>
    public static Need Of(Arrival arrival, Ask ask, VirtualKey key, long? prompt, Offer offer, DateTimeOffset now)
    {
        if (arrival.Operation != Operation.Generate || ask.Asked is not { } asked)
        {
            return Need.None;
        }
        var context = offer.Facts.InputTokens ?? LongestPrompt;
        var writes = arrival.Dialect != Dialect.OpenAiEmbeddings;
        var text = (prompt ?? ask.Body.Length) + (writes ? Need.Preamble : 0);
        var input = asked.RefersBeyond ? context : Math.Min(text, context);
        var answers = writes ? asked.Choices : 0;
        var output = answers * Answer(asked, key, offer);
        var catalogue = arrival.Catalogue;
        var money = catalogue.Prices.At(offer.PriceId, offer.Scope, now) is { } price
            ? WorstCase.Of(price).Cost(input, output)
            : catalogue.UnknownCeiling;
        return new Need(money, input + output);
    }

    /// <summary>At the dearest of the offers that may be asked, as far as that is known before routing.</summary>
    public static Need Most(
        Arrival arrival,
        Ask ask,
        in Lineage lineage,
        long? prompt,
        Model model,
        Pin pin,
        DateTimeOffset now
    )
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
                var need = Of(arrival, ask, lineage.Key, prompt, offer, now);
                tokens = Math.Max(tokens, need.Tokens);
                money = need.Money?.Value > money.Value ? need.Money.Value : money;
            }
        }
        return new Need(money, tokens);
    }

    private static long Answer(AskedBody asked, VirtualKey key, Offer offer)
    {
        var wanted = (long?)asked.MaxOutputTokens ?? offer.Facts.OutputTokens ?? LongestAnswer;
        var most = Math.Min(offer.Facts.OutputTokens ?? long.MaxValue, key.OutputCap ?? long.MaxValue);
        return Math.Min(wanted, most);
    }
}
