using Prenup.Sandbox.Seeing;

namespace Prenup.Sandbox.Billing;

/// <summary>Adds calls up to an invoice. Not thread-safe: the owner holds the lock.</summary>
internal sealed class InvoiceBook(string cloud)
{
    private readonly SortedDictionary<
        (string Model, string Tier, string Band, string Meter),
        (long Tokens, Int128 Pico)
    > _lines = [];

    private InvoiceBook(InvoiceBook other)
        : this(other.Cloud)
    {
        foreach (var (key, value) in other._lines)
        {
            _lines.Add(key, value);
        }
    }

    private string Cloud { get; } = cloud;

    public InvoiceBook Copy() => new(this);

    public void Add(SeenCall call)
    {
        if (call.Billed is not { } usage || call.Model is not { } model)
        {
            return;
        }

        var bill = new Bill(model, call.ServedTier ?? "default", usage);
        string band = bill.Band(Cloud);
        foreach (Meter meter in bill.Meters(Cloud))
        {
            var key = (bill.Model, bill.Tier, band, meter.Name);
            (long tokens, Int128 pico) = _lines.GetValueOrDefault(key);
            _lines[key] = (tokens + meter.Tokens, pico + meter.Pico);
        }
    }

    public Invoice Close(IReadOnlyList<InvoicedCall> calls)
    {
        List<InvoiceLine> lines = [];
        Int128 total = 0;
        foreach (var (key, value) in _lines)
        {
            lines.Add(new(key.Model, key.Tier, key.Band, key.Meter, value.Tokens, value.Pico));
            total += value.Pico;
        }

        return new(Cloud, lines, calls, total);
    }
}
