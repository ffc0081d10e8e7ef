using System.Buffers;

namespace Prenup.Configuring.Yaml;

/// <summary>Values out of a set: words that the language knows, and names of things declared elsewhere.</summary>
internal static class Choices
{
    private const int LongestName = 128;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/@"
    );

    /// <summary>One of a few words, as the value it stands for; null after saying which there are.</summary>
    public static T? Choice<T>(this Field field, params ReadOnlySpan<(string Word, T Value)> choices)
        where T : struct
    {
        if (field.Text() is not { } text)
        {
            return null;
        }
        var words = new List<string>();
        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return value;
            }
            words.Add(word);
        }
        var hint = Nearest.To(text, words) is { } nearest ? $"; did you mean '{nearest}'?" : "";
        field.Error($"expected {string.Join(" or ", words)}, found '{text}'{hint}");
        return null;
    }

    /// <summary>The name of something declared elsewhere; null after naming the nearest one.</summary>
    public static string? Reference(this Field field, string noun, IReadOnlyCollection<string> declared)
    {
        if (field.Text() is not { } name)
        {
            return null;
        }
        if (declared.Contains(name))
        {
            return name;
        }
        field.Error($"unknown {noun} '{name}'{Nearest.Hint(name, declared)}");
        return null;
    }

    /// <summary>Whether a declared name can stand in headers, URLs and files; says so where it cannot.</summary>
    public static bool IsName(this Field field, string name)
    {
        if (IsName(name))
        {
            return true;
        }
        field.ErrorAtName($"a name has at most {LongestName} characters out of letters, digits and -_.:/@");
        return false;
    }

    /// <summary>Whether a text can be a declared name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
