using System.Text;

namespace Prenup.Dialects.Requests;

/// <summary>The names of the fields that we read, and whether another parser could take another name for one of them.</summary>
internal static class FieldNames
{
    private static readonly byte[][] Names =
    [
        .. new[]
        {
            "", // Field.Unknown
            "model",
            "stream",
            "stream_options",
            "n",
            "max_tokens",
            "max_completion_tokens",
            "max_output_tokens",
            "service_tier",
            "store",
            "background",
            "previous_response_id",
            "conversation",
            "metadata",
            "messages",
            "input",
            "tools",
            "web_search_options",
            "prompt",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>The field with exactly this name.</summary>
    public static Field Find(ReadOnlySpan<byte> name)
    {
        for (var field = Field.Model; field <= Field.Prompt; field++)
        {
            if (name.SequenceEqual(Names[(int)field]))
            {
                return field;
            }
        }
        return Field.Unknown;
    }

    /// <summary>Whether a case-insensitive parser would take this name, which is none of ours, for one of ours.</summary>
    public static bool IsVariant(ReadOnlySpan<byte> name)
    {
        if (!name.ContainsAnyInRange((byte)'A', (byte)'Z') && !name.ContainsAnyInRange((byte)0x80, (byte)0xFF))
        {
            return false;
        }
        for (var field = Field.Model; field <= Field.Prompt; field++)
        {
            if (SameFolded(name, Names[(int)field]))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>
    /// Compares as case-insensitive parsers do, Go's encoding/json included: it also folds the long s (U+017F) and the
    /// Kelvin sign (U+212A).
    /// </summary>
    /// <param name="name">UTF-8, any case.</param>
    /// <param name="known">Lower-case ASCII.</param>
    public static bool SameFolded(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known)
    {
        var at = 0;
        foreach (var expected in known)
        {
            if (at == name.Length)
            {
                return false;
            }
            var (folded, width) = Fold(name[at..]);
            if (folded != expected)
            {
                return false;
            }
            at += width;
        }
        return at == name.Length;
    }

    private static (byte Folded, int Width) Fold(ReadOnlySpan<byte> name) =>
        name[0] switch
        {
            >= (byte)'A' and <= (byte)'Z' => ((byte)(name[0] | 0x20), 1),
            0xC5 when name.StartsWith("\u017F"u8) => ((byte)'s', 2),
            0xE2 when name.StartsWith("\u212A"u8) => ((byte)'k', 3),
            var other => (other, 1),
        };
}
