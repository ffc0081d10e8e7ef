using System.Collections.Frozen;
using System.Text.Json;
using Prenup.Sandbox.Asking;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Bedrock;

/// <summary>
/// The accent of the engine that runs open weights on mantle, as recorded in August 2026: members in alphabetical order,
/// fewer of them, a fractional time, function calls located instead of identified.
/// </summary>
internal static class OpenWeights
{
    private static readonly FrozenSet<string> OfResponses = FrozenSet.Create(
        "background",
        "created_at",
        "error",
        "id",
        "incomplete_details",
        "instructions",
        "metadata",
        "model",
        "object",
        "output",
        "parallel_tool_calls",
        "service_tier",
        "status",
        "temperature",
        "text",
        "tool_choice",
        "tools",
        "top_p",
        "truncation",
        "usage"
    );

    /// <summary>A response object, or an event, in this accent.</summary>
    public static byte[] Rewrite(ReadOnlyMemory<byte> json) =>
        JsonText.Object(accent => WriteMembers(accent, Body.Parse(json).Json));

    private static void WriteMembers(Utf8JsonWriter json, JsonElement from)
    {
        string? kind = from.Text("object") ?? from.Text("type");
        foreach (JsonProperty member in from.EnumerateObject().OrderBy(p => Name(kind, p), StringComparer.Ordinal))
        {
            if (!IsLeftOut(kind, member))
            {
                json.WritePropertyName(Name(kind, member));
                Write(json, member);
            }
        }
    }

    private static void Write(Utf8JsonWriter json, JsonProperty member)
    {
        if (member.NameEquals("created_at"))
        {
            json.WriteRawValue(member.Value.GetRawText() + ".0");
        }
        else if (member.NameEquals("tools") || member.NameEquals("metadata"))
        {
            member.Value.WriteTo(json); // the caller's own words
        }
        else
        {
            Write(json, member.Value);
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                WriteMembers(json, value);
                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement element in value.EnumerateArray())
                {
                    Write(json, element);
                }

                json.WriteEndArray();
                break;
            default:
                json.WriteRawValue(value.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    private static string Name(string? kind, JsonProperty member) =>
        kind == "function_call" && member.NameEquals("id") ? "item_id" : member.Name;

    private static bool IsLeftOut(string? kind, JsonProperty member) =>
        kind switch
        {
            "response" => !OfResponses.Contains(member.Name)
                || member is { Name: "usage", Value.ValueKind: JsonValueKind.Null },
            "output_text" => member.NameEquals("logprobs"),
            _ => false,
        };
}
