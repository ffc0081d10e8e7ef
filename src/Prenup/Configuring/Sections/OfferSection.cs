using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Models;

namespace Prenup.Configuring.Sections;

/// <summary><c>{ name: direct, account: openai, model: gpt-5.5, price: openai/gpt-5.5, scope: global, contract: reseller }</c></summary>
internal static class OfferSection
{
    /// <summary>The offer, or null where it is faulty or left out; either is said.</summary>
    /// <param name="field">The offer as written.</param>
    /// <param name="context">What it refers to.</param>
    /// <param name="names">The names of the offers before it, to which its own is added.</param>
    /// <param name="leftOut">Whether it is sound, and this version cannot serve it.</param>
    public static Offer? Read(Field field, OfferContext context, HashSet<string> names, out bool leftOut)
    {
        leftOut = false;
        if (field.Block() is not { } block)
        {
            return null;
        }
        var name = ReadName(block.Require("name"), names);
        var accountName = block.Require("account")?.Reference("account", context.Declared.Accounts);
        var (model, price) = (block.Require("model")?.Text(), block.Require("price"));
        var priceId = price?.Text();
        var (weight, contract) = (block["weight"]?.Number() ?? 1, block["contract"]);
        var contractName = contract?.Reference("contract", context.Declared.Contracts);
        var (facts, tier) = (ReadFacts(block, priceId), ReadTier(block["tier"]));
        var (listed, scopeField) = (block["apis"], block["scope"]);
        var apis = listed is null ? null : ApisList.Read(listed);
        block.Close();
        if (accountName is null || !context.Accounts.TryGetValue(accountName, out var account))
        {
            return null; // said where the account is declared
        }
        CheckContract(contract, contractName, account, context);
        if (account.Served is not { } served)
        {
            return LeaveOut(field, account.WhyNot, out leftOut);
        }
        if (name is null || model is null || priceId is null)
        {
            return null;
        }
        var scope = ReadScope(field, scopeField, served, model);
        context.Prices.Check(price!, priceId, scope);
        if (apis is { Count: 0 })
        {
            return LeaveOut(field, "it speaks no dialect that this version serves", out leftOut);
        }
        ApisList.Check(listed, apis, served);
        return new Offer
        {
            Name = name,
            Account = served,
            Model = model,
            PriceId = priceId,
            Scope = scope,
            Apis = apis ?? ApisList.Default(served, model),
            Weight = (double)weight,
            Contract = contractName,
            Tier = tier,
            Facts = facts,
            Timers = account.Timers(context.Timers),
        };
    }

    private static string? ReadTier(Field? field)
    {
        if (field?.Text() is not { } tier || !field.IsName(tier))
        {
            return null;
        }
        if (tier == Pricing.BatchTier)
        {
            field.Error(
                "no batch interface is served by this version yet, and single requests are not billed as batches"
            );
        }
        return tier;
    }

    private static ModelFacts ReadFacts(Block block, string? priceId)
    {
        var known = KnownModels.Of(priceId ?? "");
        return new ModelFacts(
            block["vocabulary"] is { } named ? KnownModels.ReadVocabulary(named) ?? known.Vocabulary : known.Vocabulary,
            block["max-input-tokens"]?.Integer(least: 1) ?? known.InputTokens,
            block["max-output-tokens"]?.Integer(least: 1) ?? known.OutputTokens
        );
    }

    private static Offer? LeaveOut(Field field, string? why, out bool leftOut)
    {
        field.Warn($"left out: {why}");
        leftOut = true;
        return null;
    }

    private static string ReadScope(Field offer, Field? field, Account account, string model) =>
        account.Cloud == Cloud.Bedrock
            ? BedrockScope.Read(offer, field, account, model)
            : field?.Text() ?? Price.GlobalScope;

    private static string? ReadName(Field? field, HashSet<string> names)
    {
        if (field?.Text() is not { } name || !field.IsName(name))
        {
            return null;
        }
        if (names.Add(name))
        {
            return name;
        }
        field.Error($"'{name}' names another offer too: health and entries are filed under it");
        return null;
    }

    private static void CheckContract(Field? field, string? name, DeclaredAccount account, OfferContext context)
    {
        if (name is not null && context.Contracts.TryGetValue(name, out var cloud) && cloud != account.Cloud)
        {
            field!.Error($"contract '{name}' is with {cloud}, the offer's account is at {account.Cloud}");
        }
    }
}
