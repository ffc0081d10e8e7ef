using Prenup.Core.Keys;

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
    public static Secret? Secret(this Field field)
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
            field.Missing(
                name is null ? $"{reference} cannot be read or is empty" : $"environment variable {name} is not set"
            );
            return field.Reading.Offline ? new Secret("") : null;
        }
        if (!value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return new Secret(value);
        }
        field.Error($"{reference} holds characters that no header can carry");
        return null;
    }

    private static string? Rest(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
