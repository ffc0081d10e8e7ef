using System.Globalization;
using System.Text.Json;
using Prenup.Pictures;

namespace Prenup.Explaining;

/// <summary>An explanation for people: what would be asked, in order, and why the rest would not.</summary>
internal static class ExplanationPicture
{
    /// <summary>Draws what <see cref="ExplanationJson"/> wrote, here or at a running gateway.</summary>
    public static void Draw(JsonElement explanation, TextWriter output, TextWriter error)
    {
        var table = Picture.Table(">", "offer", "account", "cloud", "the cloud's model", "scope", "why");
        foreach (var offer in explanation.GetProperty("offers").EnumerateArray())
        {
            var place = offer.GetProperty("place");
            table.Add(
                place.ValueKind == JsonValueKind.Number ? place.GetInt32().ToString(CultureInfo.InvariantCulture) : "–",
                Text(offer, "offer"),
                Text(offer, "account"),
                Text(offer, "cloud"),
                Text(offer, "model"),
                Text(offer, "scope"),
                Text(offer, "reason")
            );
        }
        if (table.Rows.Count > 0)
        {
            Picture.On(output).Write(table);
        }
        var refused = explanation.GetProperty("refused");
        if (refused.ValueKind == JsonValueKind.Object)
        {
            error.WriteLine(
                $"Refused with {refused.GetProperty("status")} {Text(refused, "code")}: {Text(refused, "message")}"
            );
        }
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";
}
