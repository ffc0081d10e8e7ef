using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prenup.Sandbox.Wire;

/// <summary>Writes JSON the way the clouds do: UTF-8 unescaped, compact in streams.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions Pretty = Compact with { Indented = true };

    /// <summary>One JSON object; <paramref name="members"/> writes its members.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> members, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, indented ? Pretty : Compact))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A member that is an object.</summary>
    public static void Object(this Utf8JsonWriter json, string name, Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject(name);
        members(json);
        json.WriteEndObject();
    }

    /// <summary>An array element that is an object.</summary>
    public static void Object(this Utf8JsonWriter json, Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        members(json);
        json.WriteEndObject();
    }

    /// <summary>A member that is an array.</summary>
    public static void Array(this Utf8JsonWriter json, string name, Action<Utf8JsonWriter> elements)
    {
        json.WriteStartArray(name);
        elements(json);
        json.WriteEndArray();
    }

    /// <summary>A number member, or null.</summary>
    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
