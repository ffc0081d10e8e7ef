using System.Globalization;
using Prenup.Sandbox.Billing;

namespace Prenup.Pictures;

/// <summary>A simulated cloud's invoice as a table.</summary>
internal static class InvoicePicture
{
    /// <summary>Draws it.</summary>
    public static void Draw(Invoice invoice, TextWriter writer)
    {
        var table = Picture.Table("model", "tier", "band", "meter", ">tokens", ">USD");
        foreach (var line in invoice.Lines)
        {
            var tokens = line.Tokens.ToString(CultureInfo.InvariantCulture);
            table.Add(line.Model, line.Tier, line.Band, line.Meter, tokens, line.AmountUsd);
        }
        writer.WriteLine($"Invoice of {invoice.Cloud} (simulated): {invoice.TotalUsd} USD");
        if (invoice.Lines.Count > 0)
        {
            Picture.On(writer).Write(table);
        }
    }
}
