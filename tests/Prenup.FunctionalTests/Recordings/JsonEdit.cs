using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Prenup.FunctionalTests.Recordings;

/// <summary>Edits in JSON text at the place of one value; every other byte stays.</summary>
internal static class JsonEdit
{
    /// <summary>The JSON with one of its values replaced.</summary>
    /// <param name="json">The text.</param>
    /// <param name="value">A value of the document that was parsed over the same memory.</param>
    /// <param name="replacement">JSON text.</param>
    public static byte[] Replace(byte[] json, JsonElement value, string replacement)
    {
        var raw = JsonMarshal.GetRawUtf8Value(value);
        return json.AsSpan().Overlaps(raw, out var offset)
            ? [.. json[..offset], .. Encoding.UTF8.GetBytes(replacement), .. json[(offset + raw.Length)..]]
            : throw new ArgumentException("The value is of another document.", nameof(value));
    }

    /// <summary>The JSON object with members put before all others.</summary>
    public static byte[] Prepend(byte[] json, string members)
    {
        var behind = Array.IndexOf(json, (byte)'{') + 1;
        return [.. json[..behind], .. Encoding.UTF8.GetBytes(members), .. json[behind..]];
    }
}
