using System.Globalization;

namespace Prenup.LoadRig.Report;

/// <summary>Lines for people, with numbers written alike everywhere.</summary>
internal static class Line
{
    public static void Write(TextWriter to, FormattableString text) =>
        to.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
