using System.Text;
using System.Text.Json;

namespace Prenup.LoadRig.Report;

/// <summary>A few numbers as one line of JSON; what is not known is left out.</summary>
internal static class FlatJson
{
    public static void Write(TextWriter to, params ReadOnlySpan<(string Name, double? Value)> numbers)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            foreach (var (name, value) in numbers)
            {
                if (value is { } number && double.IsFinite(number))
                {
                    json.WriteNumber(name, Math.Round(number, 3));
                }
            }

            json.WriteEndObject();
        }

        to.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
