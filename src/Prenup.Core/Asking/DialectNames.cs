namespace Prenup.Core.Asking;

/// <summary>The dialects' names, as written in configuration (<c>apis</c>), errors and entries.</summary>
public static class DialectNames
{
    private static readonly string[] Names = ["openai-chat", "openai-responses", "openai-embeddings"];

    /// <summary>Every dialect there is.</summary>
    public static IReadOnlyList<Dialect> All { get; } =
    [Dialect.OpenAiChat, Dialect.OpenAiResponses, Dialect.OpenAiEmbeddings];

    /// <summary>The dialect's name: <c>openai-chat</c>.</summary>
    public static string Name(this Dialect dialect) => Names[(int)dialect];

    /// <summary>Finds a dialect by its name; false for an unknown one.</summary>
    public static bool TryParse(string name, out Dialect dialect)
    {
        var index = Array.IndexOf(Names, name);
        dialect = (Dialect)Math.Max(index, 0);
        return index >= 0;
    }
}
