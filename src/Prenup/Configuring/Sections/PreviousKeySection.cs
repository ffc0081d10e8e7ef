using Prenup.Configuring.Yaml;
using Prenup.Core.Keys;

namespace Prenup.Configuring.Sections;

/// <summary><c>previous: { hash: "sha256:…", until: 2026-12-01 }</c>: the key before the last rotation; until is exclusive.</summary>
internal static class PreviousKeySection
{
    public static PreviousKey? Read(Field? section)
    {
        if (section?.Block() is not { } block)
        {
            return null;
        }
        var hash = block.Require("hash") is { } written ? KeysSection.ReadHash(written) : null;
        var until = block.Require("until")?.Date();
        block.Close();
        return hash is { } old && until is { } day
            ? new PreviousKey(old, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero))
            : null;
    }
}
