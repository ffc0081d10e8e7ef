using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prenup.Stores.Reading;

/// <summary>Writes attempts for other programs: times in UTC, costs as exact decimal USD and as whole pico-dollars.</summary>
public static class LedgerExport
{
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",\r\n");

    /// <summary>Writes CSV as RFC 4180 says: a header line, CRLF, quotes where they are needed. What is null is empty.</summary>
    public static void WriteCsv(IEnumerable<LedgerRow> rows, TextWriter output)
    {
        output.Write(string.Join(',', ExportField.All.Select(static field => field.Name)));
        output.Write("\r\n");
        foreach (var row in rows)
        {
            for (var i = 0; i < ExportField.All.Count; i++)
            {
                output.Write(i == 0 ? "" : ",");
                WriteCsv(ExportField.All[i].Value(row), output);
            }
            output.Write("\r\n");
        }
    }

    /// <summary>Writes one JSON object per line, each with every field; numbers are whole numbers, what is unknown is null.</summary>
    public static void WriteJsonLines(IEnumerable<LedgerRow> rows, Stream output)
    {
        // Read by programs, never put into a page: text stays as it is.
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var json = new Utf8JsonWriter(output, options);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            foreach (var field in ExportField.All)
            {
                Write(json, field.Name, field.Value(row));
            }
            json.WriteEndObject();
            json.Flush();
            output.WriteByte((byte)'\n');
            json.Reset();
        }
    }

    private static void WriteCsv(object? value, TextWriter output)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        output.Write(
            text.AsSpan().ContainsAny(Quoted) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text
        );
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, (string)value);
                break;
        }
    }
}
