using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;
using Prenup.Core.Offers.Credentials;
using YamlDotNet.RepresentationModel;

namespace Prenup.Configuring.Sections.Accounts;

/// <summary><c>key: env:NAME</c>, or <c>key: [env:OLD, env:NEW]</c> while one key is rotated for another.</summary>
internal static class KeyField
{
    /// <summary>The keys; null where there is none, or after saying what is wrong.</summary>
    public static KeyCredential? Read(Field? field)
    {
        if (field?.Node is not YamlSequenceNode)
        {
            return field?.Secret() is { } key ? new KeyCredential(key) : null;
        }
        var items = field.Items();
        var keys = items.Select(static item => item.Secret()).OfType<Secret>().ToList();
        if (items.Count == 0)
        {
            field.Error("expected at least one key");
        }
        return keys.Count > 0 && keys.Count == items.Count ? new KeyCredential(keys) : null;
    }

    /// <summary>The keys, or the other credential that the cloud takes; says so where none or both are given.</summary>
    public static CloudCredential? ReadOr(Block block, string other, Func<Field, CloudCredential?> read)
    {
        var (key, field) = (block["key"], block[other]);
        if (key is null && field is null)
        {
            block.Missing($"'key' or '{other}' is missing");
        }
        else if (key is not null && field is not null)
        {
            key.ErrorAtName($"give 'key' or '{other}', not both");
        }
        return field is null ? Read(key) : read(field);
    }
}
