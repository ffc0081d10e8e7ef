using System.Text.Json;

namespace Prenup.Sandbox.Asking;

/// <summary>Reads a Responses request.</summary>
internal static class ResponsesAsking
{
    /// <param name="json">The request body.</param>
    /// <param name="transcript">The transcript of the response being continued, or empty.</param>
    /// <param name="tokens">Its tokens.</param>
    public static Asked Read(JsonElement json, string transcript, long tokens)
    {
        var prompt = new PromptReader();
        prompt.AddTools(json.Get("tools"));
        prompt.Continue(transcript, tokens);
        if (json.Get("instructions") is { ValueKind: JsonValueKind.String } instructions)
        {
            prompt.AddMessage("system", instructions);
        }

        ReadInput(prompt, json.Get("input"));
        JsonElement format = json.Get("text").Get("format");
        return new()
        {
            Prompt = prompt.Read(),
            Stream = json.Flag("stream") ?? false,
            Obfuscate = json.Get("stream_options").Flag("include_obfuscation") ?? false,
            MaxTokens = json.Long("max_output_tokens") ?? long.MaxValue,
            Tier = json.Text("service_tier") ?? "auto",
            Effort = json.Get("reasoning").Text("effort"),
            Tools = [.. json.Get("tools").Items().Where(t => t.Text("type") == "function").Select(ReadTool)],
            SearchesWeb = json.Get("tools").Items().Any(t => t.Text("type") is "web_search" or "web_search_preview"),
            ToolChoice = ToolChoice(json.Get("tool_choice")),
            ParallelTools = json.Flag("parallel_tool_calls") ?? true,
            Schema = format.Text("type") switch
            {
                "json_schema" => format.Get("schema"),
                "json_object" => format,
                _ => default,
            },
        };
    }

    private static void ReadInput(PromptReader prompt, JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.String)
        {
            prompt.AddMessage("user", input);
        }

        foreach (JsonElement item in input.Items())
        {
            switch (item.Text("type") ?? "message")
            {
                case "message":
                    prompt.AddMessage(item.Text("role") ?? "user", item.Get("content"));
                    break;
                case "function_call":
                    prompt.AddToolCall(item.Text("name"), item.Text("arguments"));
                    break;
                case "function_call_output":
                    prompt.AddMessage("tool", item.Get("output"));
                    break;
                default:
                    // Hosted tools, compactions and the like: counted by nobody here.
                    break;
            }
        }
    }

    private static Tool ReadTool(JsonElement tool) => new(tool.Text("name") ?? "", tool.Get("parameters"));

    private static string ToolChoice(JsonElement choice) =>
        choice.Text() ?? (choice.Text("name") is { } name ? "=" + name : "auto");
}
