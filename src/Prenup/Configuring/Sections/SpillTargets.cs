using Prenup.Core.Contracts;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary>Tells provisioned offers where their contract says that the cloud spills over.</summary>
internal static class SpillTargets
{
    public static IReadOnlyList<Model> Apply(IReadOnlyList<Model> models, IReadOnlyList<Contract> contracts)
    {
        var targets = contracts
            .Where(static contract => contract.Provisioned?.SpillTo is not null)
            .ToDictionary(static contract => contract.Name, static contract => contract.Provisioned!.SpillTo!);
        if (targets.Count == 0)
        {
            return models;
        }
        var offers = models.SelectMany(static model => model.Offers).ToDictionary(static offer => offer.Name);
        return [.. models.Select(model => model with { Offers = [.. model.Offers.Select(offer => Spilling(offer))] })];

        Offer Spilling(Offer offer) =>
            offer.Contract is { } contract
            && targets.TryGetValue(contract, out var name)
            && offers.TryGetValue(name, out var target)
                ? offer with
                {
                    SpillTo = new SpillTarget(target.Name, target.PriceId, target.Scope),
                }
                : offer;
    }
}
