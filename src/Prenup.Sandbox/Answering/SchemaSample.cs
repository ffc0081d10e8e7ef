using System.Buffers;
using System.Text;
using System.Text.Json;
using Prenup.Sandbox.Asking;

namespace Prenup.Sandbox.Answering;

/// <summary>A small document that satisfies a JSON schema: every declared property, the first of any choice, the least of any range.</summary>
internal static class SchemaSample
{
    private const int Deepest = 12;

    public static string Document(JsonElement schema)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            if (schema.ValueKind == JsonValueKind.Object)
            {
                Write(json, schema, schema, 0);
            }
            else
            {
                json.WriteStartObject();
                json.WriteEndObject();
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, JsonElement schema, JsonElement root, int depth)
    {
        JsonElement choice = Choice(schema);
        if (schema.Text("$ref") is { } reference)
        {
            Write(json, Resolve(root, reference), root, depth + 1);
        }
        else if (choice.ValueKind != JsonValueKind.Undefined)
        {
            Write(json, choice, root, depth + 1);
        }
        else if (schema.Get("const") is { ValueKind: not JsonValueKind.Undefined } constant)
        {
            constant.WriteTo(json);
        }
        else if (schema.Get("enum").Items().ToList() is [var first, ..])
        {
            first.WriteTo(json);
        }
        else
        {
            WriteTyped(json, schema, root, depth);
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, JsonElement schema, JsonElement root, int depth)
    {
        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(json, schema, root, depth);
                break;
            case "array":
                WriteArray(json, schema, root, depth);
                break;
            case "integer" or "number":
                json.WriteNumberValue(schema.Long("minimum") ?? (schema.Long("exclusiveMinimum") + 1) ?? 1);
                break;
            case "boolean":
                json.WriteBooleanValue(true);
                break;
            case "null":
                json.WriteNullValue();
                break;
            default:
                json.WriteStringValue(SampleText(schema));
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, JsonElement schema, JsonElement root, int depth)
    {
        json.WriteStartObject();
        if (depth < Deepest && schema.Get("properties") is { ValueKind: JsonValueKind.Object } properties)
        {
            HashSet<string?> required = [.. schema.Get("required").Items().Select(r => r.Text())];
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                // Optional branches end where recursion would begin.
                if (depth < 3 || required.Contains(property.Name))
                {
                    json.WritePropertyName(property.Name);
                    Write(json, property.Value, root, depth + 1);
                }
            }
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, JsonElement schema, JsonElement root, int depth)
    {
        json.WriteStartArray();
        long count = Math.Max(schema.Long("minItems") ?? 0, depth < 3 ? 1 : 0);
        for (long i = 0; i < count && depth < Deepest; i++)
        {
            Write(json, schema.Get("items"), root, depth + 1);
        }

        json.WriteEndArray();
    }

    private static JsonElement Choice(JsonElement schema) =>
        schema
            .Get("anyOf")
            .Items()
            .Concat(schema.Get("oneOf").Items())
            .Concat(schema.Get("allOf").Items())
            .FirstOrDefault();

    private static JsonElement Resolve(JsonElement root, string reference)
    {
        JsonElement found = root;
        foreach (string step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found.Get(step);
        }

        return found;
    }

    private static string? TypeOf(JsonElement schema) =>
        schema.Text("type")
        ?? schema.Get("type").Items().Select(t => t.Text()).FirstOrDefault(t => t != "null")
        ?? (schema.Get("properties").ValueKind == JsonValueKind.Object ? "object" : null);

    private static string SampleText(JsonElement schema) =>
        schema.Text("format") switch
        {
            "date-time" => "2026-11-23T00:00:00Z",
            "date" => "2026-11-23",
            "time" => "00:00:00Z",
            "email" => "someone@example.com",
            "uuid" => "00000000-0000-4000-8000-000000000000",
            "uri" => "https://example.com/",
            _ => "sample".PadRight((int)Math.Clamp(schema.Long("minLength") ?? 0, 0, 1_000), '.'),
        };
}
