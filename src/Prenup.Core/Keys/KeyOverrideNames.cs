namespace Prenup.Core.Keys;

/// <summary>The names of <see cref="KeyOverrides"/>, as configuration and commands write them.</summary>
public static class KeyOverrideNames
{
    private static readonly string[] Names = ["offer", "exclude", "cost-cap"];

    /// <summary>Every name, in the order of the flags.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The names of those that are set.</summary>
    public static IEnumerable<string> Of(KeyOverrides overrides) =>
        Names.Where((_, index) => ((int)overrides & (1 << index)) != 0);

    /// <summary>The flag of a name; <see cref="KeyOverrides.None"/> for an unknown one.</summary>
    public static KeyOverrides Parse(string name) =>
        Array.IndexOf(Names, name) is >= 0 and var index ? (KeyOverrides)(1 << index) : KeyOverrides.None;
}
