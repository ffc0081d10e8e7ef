using Prenup.Core.Keys;
using YamlDotNet.RepresentationModel;

namespace Prenup.Configuring.Yaml;

/// <summary>References to secrets. A message never repeats what stands there: it may be the secret itself.</summary>
internal static class Secrets
{
    private const string Variable = "env:";
    private const string File = "file:";

    /// <summary>Whether the value is a reference; says so where it is a literal.</summary>
    public static bool IsReference(this Field field)
    {
        if (field.Text() is not { } text)
        {
            return false;
        }
        if (Rest(text, Variable) is { Length: > 0 } || Rest(text, File) is { Length: > 0 })
        {
            return true;
        }
        field.Error("a secret is never written down here: give env:NAME or file:path");
        return false;
    }

    /// <summary>
    /// What a reference stands for, without the white space around it; null after saying what is wrong. Offline, a missing
    /// one is a warning and stands for an empty secret.
    /// </summary>
    /// <param name="field">The reference.</param>
    /// <param name="spaces">Whether spaces may stand amid it, as in a whole header: <c>Bearer …</c>.</param>
    public static Secret? Secret(this Field field, bool spaces = false)
    {
        if (!field.IsReference() || field.Text() is not { } reference)
        {
            return null;
        }
        var name = Rest(reference, Variable);
        var value = name is null ? field.Reading.TextOf(Rest(reference, File)!) : field.Reading.Environment(name);
        value = value?.Trim();
        if (string.IsNullOrEmpty(value))
        {
            field.Missing(name is null ? $"{reference} cannot be read or is empty" : NotSet(name));
            return field.Reading.Offline ? new Secret("") : null;
        }
        if (!value.AsSpan().ContainsAnyExceptInRange(spaces ? ' ' : '!', '~'))
        {
            return new Secret(value);
        }
        field.Error($"{reference} holds characters that no header can carry");
        return null;
    }

    /// <summary>Whether a file is referred to.</summary>
    public static bool IsFile(this Field field) =>
        field.Node is YamlScalarNode { Value: { } text } && Rest(text, File) is { Length: > 0 };

    /// <summary>A text that is no secret and may stand here itself or be a reference to where it stands.</summary>
    public static string? Value(this Field field) =>
        field.Text() is { } text && (Rest(text, Variable) ?? Rest(text, File)) is not null
            ? field.Secret()?.Reveal()
            : field.Text();

    /// <summary>
    /// The absolute path of a file that is read later: <c>file:path</c>, or a variable whose value is the path. Null after
    /// saying what is wrong; offline, a missing one is a warning.
    /// </summary>
    public static string? FilePath(this Field field)
    {
        if (!field.IsReference() || field.Text() is not { } reference)
        {
            return null;
        }
        var name = Rest(reference, Variable);
        var written = name is null ? Rest(reference, File) : field.Reading.Environment(name)?.Trim();
        if (string.IsNullOrEmpty(written))
        {
            field.Missing(NotSet(name!));
            return field.Reading.Offline ? field.Reading.Absolute(name!) : null;
        }
        var path = field.Reading.Absolute(written);
        if (!System.IO.File.Exists(path))
        {
            field.Missing($"{reference} names no file");
            return field.Reading.Offline ? path : null;
        }
        return path;
    }

    // What is no usual name of a variable may be the secret, pasted where its reference belongs.
    private static string NotSet(string name) =>
        char.IsAsciiLetterUpper(name[0])
        && name.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '_')
            ? $"environment variable {name} is not set"
            : "the environment variable named here is not set";

    private static string? Rest(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
