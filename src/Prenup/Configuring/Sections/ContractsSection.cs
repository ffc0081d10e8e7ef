using Prenup.Configuring.Yaml;
using Prenup.Core.Contracts;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary><c>contracts: { aws-edp: { cloud: bedrock, valid: …, discount: 0.09, commitment: …, … } }</c></summary>
internal static class ContractsSection
{
    public static IReadOnlyList<Contract> Read(Field? section, Declared declared)
    {
        var contracts = new List<Contract>();
        foreach (var field in section?.Block()?.All ?? [])
        {
            field.WarnOnce("contracts are validated, not used yet: offers are priced at list");
            if (field.IsName(field.Name) && ReadContract(field, declared) is { } contract)
            {
                contracts.Add(contract);
            }
        }
        return contracts;
    }

    private static Contract? ReadContract(Field field, Declared declared)
    {
        if (field.Block() is not { } block)
        {
            return null;
        }
        var cloud = block.Require("cloud")?.Reference("cloud", CloudNames.All);
        var valid = TermSection.Read(block.Require("valid"));
        var discount = block["discount"]?.Number(below: 1);
        var commitment = CommitmentSection.Read(block["commitment"]);
        var provisioned = ProvisionedSection.Read(block["provisioned"], declared);
        var tiers = VolumeTiersSection.Read(block["volume-tiers"]);
        var share = RevenueShareSection.Read(block["revenue-share"]);
        var refusal = FirstRefusalSection.Read(block["first-refusal"], declared);
        block.Close();
        return cloud is null || valid is null
            ? null
            : new Contract
            {
                Name = field.Name,
                Cloud = cloud,
                Valid = valid,
                Discount = discount ?? 0,
                Commitment = commitment,
                Provisioned = provisioned,
                VolumeTiers = tiers,
                RevenueShare = share,
                FirstRefusal = refusal,
            };
    }
}
