using System.Globalization;
using System.Text.Json;
using Prenup.Sandbox.Billing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Control;

/// <summary>An invoice as JSON; amounts are strings, in pico-dollars and in USD.</summary>
internal static class InvoiceJson
{
    public static byte[] Write(Invoice invoice) =>
        JsonText.Object(json =>
        {
            json.WriteString("cloud", invoice.Cloud);
            json.WriteString("totalPico", Text(invoice.TotalPico));
            json.WriteString("totalUsd", invoice.TotalUsd);
            json.Array("lines", lines => WriteLines(lines, invoice.Lines));
            json.Array("calls", calls => WriteCalls(calls, invoice.Calls));
        });

    public static void WriteUsage(Utf8JsonWriter json, BilledUsage usage)
    {
        json.WriteNumber("input", usage.Input);
        json.WriteNumber("cached", usage.Cached);
        json.WriteNumber("written", usage.Written);
        json.WriteNumber("output", usage.Output);
        json.WriteNumber("reasoning", usage.Reasoning);
    }

    private static void WriteLines(Utf8JsonWriter json, IReadOnlyList<InvoiceLine> lines)
    {
        foreach (InvoiceLine line in lines)
        {
            json.WriteStartObject();
            json.WriteString("model", line.Model);
            json.WriteString("tier", line.Tier);
            json.WriteString("band", line.Band);
            json.WriteString("meter", line.Meter);
            json.WriteNumber("tokens", line.Tokens);
            json.WriteString("pico", Text(line.Pico));
            json.WriteString("usd", line.AmountUsd);
            json.WriteEndObject();
        }
    }

    private static void WriteCalls(Utf8JsonWriter json, IReadOnlyList<InvoicedCall> calls)
    {
        foreach (InvoicedCall call in calls)
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", call.Sequence);
            json.WriteString("attempt", call.AttemptId);
            json.WriteString("basis", call.Basis);
            json.Object("usage", usage => WriteUsage(usage, call.Usage));
            json.WriteString("pico", Text(call.Pico));
            json.WriteEndObject();
        }
    }

    private static string Text(Int128 pico) => pico.ToString(CultureInfo.InvariantCulture);
}
