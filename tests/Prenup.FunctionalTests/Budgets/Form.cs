namespace Prenup.FunctionalTests.Budgets;

/// <summary>One way to ask: a dialect, whole or streamed, with an answer of so many tokens at most.</summary>
internal sealed record Form(string Name, string Path, Func<int, string> Body)
{
    private const string Text = "400 words";

    /// <summary>Every dialect that is built, whole and streamed.</summary>
    public static IReadOnlyList<Form> All { get; } =
    [
        new("chat", Requests.ChatPath, static tokens => Chat(tokens, "false")),
        new("chat-stream", Requests.ChatPath, static tokens => Chat(tokens, "true")),
        new("responses", Requests.ResponsesPath, static tokens => Responses(tokens, "false")),
        new("responses-stream", Requests.ResponsesPath, static tokens => Responses(tokens, "true")),
        new("embeddings", "/v1/embeddings", static _ => $$"""{"model":"text-embedding-3-small","input":"{{Text}}"}"""),
    ];

    public static IReadOnlyList<Form> Streams { get; } = [All[1], All[3]];

    public static Form Named(string name) => All.Single(form => form.Name == name);

    private static string Chat(int tokens, string stream) =>
        $$"""{"model":"gpt-5.5","stream":{{stream}},"max_completion_tokens":{{tokens}},"messages":[{"role":"user","content":"{{Text}}"}]}""";

    private static string Responses(int tokens, string stream) =>
        $$"""{"model":"gpt-5.5","stream":{{stream}},"max_output_tokens":{{tokens}},"input":"{{Text}}"}""";
}
