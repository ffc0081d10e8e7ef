namespace Prenup.Core.Offers;

/// <summary>The clouds' names, as written in configuration, entries and on screens.</summary>
public static class CloudNames
{
    private static readonly string[] Names =
    [
        "openai",
        "azure",
        "bedrock",
        "vertex",
        "gemini",
        "anthropic",
        "watsonx",
        "openai-compatible",
    ];

    /// <summary>Every name there is.</summary>
    public static IReadOnlyList<string> All => Names;

    /// <summary>The cloud's name: <c>azure</c>.</summary>
    public static string Name(this Cloud cloud) => Names[(int)cloud];

    /// <summary>Finds a cloud by its name; false for an unknown one.</summary>
    public static bool TryParse(string name, out Cloud cloud)
    {
        var index = Array.IndexOf(Names, name);
        cloud = (Cloud)Math.Max(index, 0);
        return index >= 0;
    }
}
