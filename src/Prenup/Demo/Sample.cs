namespace Prenup.Demo;

/// <summary>One request of the sample traffic.</summary>
/// <param name="Path">The path below <c>/v1/</c>.</param>
/// <param name="Body">The JSON body.</param>
internal sealed record Sample(string Path, string Body)
{
    private const string Tools =
        """[{"type":"function","function":{"name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]""";
    private const string FlatTools =
        """[{"type":"function","name":"weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}]""";

    // Above 1024 tokens, so that the clouds' prompt caches come into play from the second time on.
    private static readonly string Handbook = string.Concat(
        Enumerable.Range(1, 90).Select(static n => $"Rule {n}: answer politely, name your sources, never guess. ")
    );

    /// <summary>What applications ask for in turn: whole and streamed, with tools, with long prompts, vectors.</summary>
    public static IReadOnlyList<Sample> All { get; } =
    [
        Chat("gpt-5.5", "Why is the sky blue?", stream: true),
        Chat("gpt-4.1-mini", "Name three rivers."),
        Response("gpt-5.5", "Summarise the minutes in 60 words", stream: true),
        Chat("gpt-5.6-luna", "What does rule 3 say?", stream: true, system: Handbook),
        Embedding("\"a red umbrella\""),
        Chat("gpt-oss-120b", "Write a limerick", stream: true),
        Response("gpt-oss-120b", "Name the moons of Mars"),
        Chat("gpt-5.5", "Is this invoice right?", stream: true, system: Handbook),
        Chat("gpt-4.1-mini", "Please call the tool", tools: true),
        Response("gpt-5.6-luna", "Please call the tool", stream: true, tools: true),
        Response("gpt-5.5", "Translate to French: good morning"),
        Chat("gpt-4.1-mini", "Tell a story in 120 words", stream: true),
        Response("gpt-5.5", "May I guess?", system: Handbook),
        Embedding("[\"first\", \"second\", \"third\"]"),
        Chat("gpt-oss-120b", "Please call the tool", tools: true),
        Response("gpt-5.6-luna", "What does rule 5 say?", system: Handbook),
        Chat("gpt-5.5", "What does rule 7 say?", system: Handbook),
        Response("gpt-oss-120b", "Tell a story in 80 words", stream: true),
        Response("gpt-5.5", "Please call the tool", stream: true, tools: true),
        Chat("gpt-5.5", "Please call the tool", stream: true, tools: true),
    ];

    private static Sample Chat(string model, string ask, bool stream = false, bool tools = false, string? system = null)
    {
        var first = system is null ? "" : $$"""{"role":"system","content":"{{system}}"},""";
        return new Sample(
            "chat/completions",
            $$"""{"model":"{{model}}","messages":[{{first}}{"role":"user","content":"{{ask}}"}]{{Streamed(stream)}}{{With(tools, Tools)}}}"""
        );
    }

    private static Sample Response(
        string model,
        string ask,
        bool stream = false,
        bool tools = false,
        string? system = null
    )
    {
        var first = system is null ? "" : $"\"instructions\":\"{system}\",";
        return new Sample(
            "responses",
            $$"""{"model":"{{model}}",{{first}}"input":"{{ask}}"{{Streamed(stream)}}{{With(tools, FlatTools)}}}"""
        );
    }

    private static Sample Embedding(string input) =>
        new("embeddings", $$"""{"model":"text-embedding-3-small","input":{{input}}}""");

    private static string Streamed(bool stream) => stream ? ",\"stream\":true" : "";

    private static string With(bool tools, string value) => tools ? $",\"tools\":{value}" : "";
}
