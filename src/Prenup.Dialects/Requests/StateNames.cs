using System.Text;
using System.Text.Json;

namespace Prenup.Dialects.Requests;

/// <summary>The spelling of each <see cref="StateName"/>.</summary>
internal static class StateNames
{
    private const int LongestEscaped = 6 * 20; // \uXXXX for each byte of the longest name, and some

    private static readonly string[] Texts =
    [
        "",
        "file_id",
        "file_ids",
        "vector_store_id",
        "vector_store_ids",
        "container",
        "container_id",
        "skill_id",
        "encrypted_content",
        "id",
        "type",
        "audio",
        "parameters",
        "image_url",
        "input_audio",
        "file_data",
        "file_url",
        "audio_url",
        "video_url",
    ];

    private static readonly byte[][] Names = [.. Texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The name as text: <c>file_id</c>.</summary>
    public static string Text(this StateName name) => Texts[(int)name];

    /// <summary>Which name the reader stands at, without regard to case and escapes.</summary>
    public static StateName Find(ref Utf8JsonReader reader)
    {
        var raw = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return Find(raw);
        }
        return raw.Length <= LongestEscaped && JsonText.TryGet(ref reader, out var text)
            ? Find(Encoding.UTF8.GetBytes(text))
            : StateName.None;
    }

    private static StateName Find(ReadOnlySpan<byte> name)
    {
        var isAscii = Ascii.IsValid(name);
        for (var candidate = StateName.FileId; candidate <= StateName.VideoUrl; candidate++)
        {
            var known = Names[(int)candidate];
            if ((known.Length == name.Length || !isAscii) && FieldNames.SameFolded(name, known))
            {
                return candidate;
            }
        }
        return StateName.None;
    }
}
