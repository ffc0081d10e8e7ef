namespace Prenup.Sandbox.Answering;

/// <summary>A model the simulated clouds serve.</summary>
/// <param name="Name">Its name without a date.</param>
/// <param name="Snapshot">The dated name that replies carry.</param>
/// <param name="Window">Longest prompt in tokens.</param>
/// <param name="Dimensions">Length of its vectors; 0 for a model that generates text.</param>
internal sealed record Model(string Name, string Snapshot, long Window, int Dimensions = 0)
{
    /// <summary>Windows as in OpenAI's model pages, November 2026.</summary>
    public static IReadOnlyList<Model> All { get; } =
    [
        new("gpt-5.5", "gpt-5.5-2026-04-23", 1_050_000),
        new("gpt-5.4", "gpt-5.4-2026-03-05", 1_050_000),
        new("gpt-5.4-mini", "gpt-5.4-mini-2026-03-17", 272_000),
        new("gpt-4.1", "gpt-4.1-2025-04-14", 1_047_576),
        new("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", 1_047_576),
        new("gpt-4o", "gpt-4o-2024-08-06", 128_000),
        new("gpt-4o-mini", "gpt-4o-mini-2024-07-18", 128_000),
        new("gpt-6-astra", "gpt-6-astra", 1_050_000),
        new("gpt-6-luna", "gpt-6-luna", 1_050_000),
        new("gpt-6.1-sol", "gpt-6.1-sol", 1_050_000),
        new("gpt-6.1-terra", "gpt-6.1-terra", 1_050_000),
        new("gpt-oss-120b", "gpt-oss-120b", 131_072),
        new("gpt-oss-20b", "gpt-oss-20b", 131_072),
        new("granite-embedding", "granite-embedding", 8_192, 768),
        new("text-embedding-3-small", "text-embedding-3-small", 8_191, 1_536),
        new("text-embedding-3-large", "text-embedding-3-large", 8_191, 3_072),
    ];

    public bool Embeds => Dimensions > 0;

    /// <summary>Whether it spends tokens on thinking before it answers.</summary>
    public bool Reasons { get; init; } =
        Name.StartsWith("gpt-5", StringComparison.Ordinal)
        || Name.StartsWith("gpt-6", StringComparison.Ordinal)
        || Name.StartsWith("gpt-oss", StringComparison.Ordinal);

    /// <summary>Whether its weights are open: who serves such a model reports no cached tokens, and shows its thoughts.</summary>
    public bool IsOpen => Name.StartsWith("gpt-oss", StringComparison.Ordinal);

    /// <summary>The model of this name, dated or not; null when there is none.</summary>
    public static Model? Named(string? name) => All.FirstOrDefault(m => m.Name == name || m.Snapshot == name);
}
