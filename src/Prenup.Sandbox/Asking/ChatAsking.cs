using System.Text.Json;

namespace Prenup.Sandbox.Asking;

/// <summary>Reads a chat completions request.</summary>
internal static class ChatAsking
{
    public static Asked Read(JsonElement json)
    {
        var prompt = new PromptReader();
        prompt.AddTools(json.Get("tools"));
        foreach (JsonElement message in json.Get("messages").Items())
        {
            prompt.AddMessage(message.Text("role") ?? "user", message.Get("content"));
            foreach (JsonElement call in message.Get("tool_calls").Items())
            {
                JsonElement function = call.Get("function");
                prompt.AddToolCall(function.Text("name"), function.Text("arguments"));
            }
        }

        JsonElement options = json.Get("stream_options");
        return new()
        {
            Prompt = prompt.Read(),
            Stream = json.Flag("stream") ?? false,
            IncludeUsage = options.Flag("include_usage") ?? false,
            ContinuousUsage = options.Flag("continuous_usage_stats") ?? false,
            Obfuscate = options.Flag("include_obfuscation") ?? false,
            MaxTokens = json.Long("max_completion_tokens") ?? json.Long("max_tokens") ?? long.MaxValue,
            Choices = (int)Math.Clamp(json.Long("n") ?? 1, 1, 128),
            Tier = json.Text("service_tier") ?? "auto",
            Effort = json.Text("reasoning_effort"),
            Tools = [.. json.Get("tools").Items().Where(t => t.Text("type") == "function").Select(ReadTool)],
            ToolChoice = ToolChoice(json.Get("tool_choice")),
            ParallelTools = json.Flag("parallel_tool_calls") ?? true,
            Schema = Schema(json.Get("response_format")),
        };
    }

    private static Tool ReadTool(JsonElement tool) =>
        new(tool.Get("function").Text("name") ?? "", tool.Get("function").Get("parameters"));

    private static string ToolChoice(JsonElement choice) =>
        choice.Text() ?? (choice.Get("function").Text("name") is { } name ? "=" + name : "auto");

    private static JsonElement Schema(JsonElement format) =>
        format.Text("type") switch
        {
            "json_schema" => format.Get("json_schema").Get("schema"),
            "json_object" => format,
            _ => default,
        };
}
