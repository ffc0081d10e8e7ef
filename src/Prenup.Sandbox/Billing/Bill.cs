namespace Prenup.Sandbox.Billing;

/// <summary>What one call will be billed for when its answer completes.</summary>
/// <param name="Model">The model, without its date.</param>
/// <param name="Tier">The tier served.</param>
/// <param name="Usage">The tokens of the whole answer.</param>
internal sealed record Bill(string Model, string Tier, BilledUsage Usage)
{
    /// <summary>The meters of this call at a cloud's list prices.</summary>
    public IEnumerable<Meter> Meters(string cloud) =>
        Meter.Read(Usage, RateCards.Of(cloud, Model).For(Tier, Usage.Input));

    /// <summary>The name of the prompt band on the invoice.</summary>
    public string Band(string cloud) => RateCards.Of(cloud, Model).IsLong(Usage.Input) ? "long" : "standard";

    /// <summary>The amount: each meter rounded by itself, then summed.</summary>
    public Int128 Pico(string cloud)
    {
        Int128 sum = 0;
        foreach (Meter meter in Meters(cloud))
        {
            sum += meter.Pico;
        }

        return sum;
    }
}
