namespace Prenup.FunctionalTests;

/// <summary>Request bodies: 9 words make a role chunk, nine content chunks, a finish and [DONE].</summary>
internal static class Requests
{
    public const string ChatPath = "/v1/chat/completions";
    public const string ResponsesPath = "/v1/responses";

    public static string Chat(string model = "gpt-4.1-mini", string text = "9 words", bool stream = true) =>
        $$"""{"model":"{{model}}","stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"{{text}}"}]}""";

    public static string Responses(string model, string more = "", string text = "9 words") =>
        $$"""{"model":"{{model}}","input":"{{text}}"{{(more.Length > 0 ? "," : "")}}{{more}}}""";
}
