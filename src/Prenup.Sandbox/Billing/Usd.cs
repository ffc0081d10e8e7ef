using System.Globalization;

namespace Prenup.Sandbox.Billing;

/// <summary>Pico-dollars as text.</summary>
internal static class Usd
{
    public static string Text(Int128 pico) =>
        ((decimal)pico / 1_000_000_000_000m).ToString("0.00##########", CultureInfo.InvariantCulture);
}
