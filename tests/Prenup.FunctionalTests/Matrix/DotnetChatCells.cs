using System.ClientModel;
using System.Text;
using System.Text.Json;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using Prenup.FunctionalTests.Clients;
using Xunit;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>The NuGet package OpenAI: chat and embeddings.</summary>
internal static class DotnetChatCells
{
    private static readonly string[] Two = ["time", "weather"];

    private static readonly ChatTool[] Tools =
    [
        ChatTool.CreateFunctionTool("weather", "The weather", BinaryData.FromString(Prompts.WeatherSchema)),
        ChatTool.CreateFunctionTool("time", "The time", BinaryData.FromString(Prompts.TimeSchema)),
    ];

    public static IEnumerable<(string Feature, Func<Seat, Task> Ask)> All { get; } =
    [
        ("chat-whole", WholeAsync),
        ("chat-streamed", StreamedAsync),
        ("chat-tools", async seat => Assert.Equal(["weather"], await CalledAsync(seat, Prompts.Tool))),
        ("chat-parallel-tools", async seat => Assert.Equal(Two, await CalledAsync(seat, Prompts.ParallelTools))),
        ("chat-schema", SchemaAsync),
        ("chat-image", ImageAsync),
        ("embeddings-base64", async seat => await VectorsAsync(seat)),
        ("embeddings-float", NumbersAsync),
    ];

    private static OpenAIClientOptions Options(Seat seat) => new() { Endpoint = seat.Endpoint };

    private static ChatClient Client(Seat seat) => new(seat.Chat, new ApiKeyCredential(seat.Key), Options(seat));

    private static async Task WholeAsync(Seat seat)
    {
        ChatCompletion reply = await Client(seat).CompleteChatAsync(Prompts.Text);
        Assert.Contains("🦊", reply.Content[0].Text, StringComparison.Ordinal);
        Assert.True(reply.Usage.OutputTokenCount > 0);
    }

    private static async Task StreamedAsync(Seat seat)
    {
        var (text, usages) = (new StringBuilder(), 0);
        await foreach (var update in Client(seat).CompleteChatStreamingAsync(Prompts.Text))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(static part => part.Text)));
            usages += update.Usage is null ? 0 : 1;
        }
        Assert.Contains("🦊", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, usages);
    }

    // Which functions are called, in both forms alike; each with arguments that are an object.
    private static async Task<IEnumerable<string>> CalledAsync(Seat seat, string prompt)
    {
        var options = new ChatCompletionOptions();
        Array.ForEach(Tools, options.Tools.Add);
        ChatCompletion reply = await Client(seat).CompleteChatAsync([new UserChatMessage(prompt)], options);
        var whole = reply.ToolCalls.Select(static call => (call.FunctionName, $"{call.FunctionArguments}")).Order();

        var streamed = new SortedDictionary<int, (string Name, string Arguments)>();
        await foreach (var update in Client(seat).CompleteChatStreamingAsync([new UserChatMessage(prompt)], options))
        {
            foreach (var call in update.ToolCallUpdates)
            {
                var (name, arguments) = streamed.GetValueOrDefault(call.Index, ("", ""));
                streamed[call.Index] = (name + call.FunctionName, arguments + call.FunctionArgumentsUpdate);
            }
        }
        Assert.Equal(whole, streamed.Values.Order());
        Assert.All(
            streamed.Values,
            static call => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(call.Arguments).RootElement.ValueKind)
        );
        return streamed.Values.Select(static call => call.Name).Order(StringComparer.Ordinal);
    }

    private static async Task SchemaAsync(Seat seat)
    {
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                "weather",
                BinaryData.FromString(Prompts.WeatherSchema),
                jsonSchemaIsStrict: true
            ),
        };
        ChatCompletion reply = await Client(seat).CompleteChatAsync([new UserChatMessage("Weather?")], options);
        Assert.True(JsonDocument.Parse(reply.Content[0].Text).RootElement.TryGetProperty("city", out _));
    }

    private static async Task ImageAsync(Seat seat)
    {
        ChatCompletion reply = await Client(seat)
            .CompleteChatAsync(
                new UserChatMessage(
                    ChatMessageContentPart.CreateTextPart("What is this?"),
                    ChatMessageContentPart.CreateImagePart(Prompts.Pixel, "image/png", ChatImageDetailLevel.Low)
                )
            );
        Assert.NotEmpty(reply.Content[0].Text);
    }

    private static EmbeddingClient Embedder(Seat seat) =>
        new(seat.Embedder, new ApiKeyCredential(seat.Key), Options(seat));

    private static async Task<float[]> VectorsAsync(Seat seat)
    {
        OpenAIEmbeddingCollection vectors = await Embedder(seat).GenerateEmbeddingsAsync(["a fox 🦊", "another"]);
        Assert.Equal(2, vectors.Count);
        return vectors[0].ToFloats().ToArray();
    }

    // The package asks for base64 by itself; numbers are had by its protocol method.
    private static async Task NumbersAsync(Seat seat)
    {
        var asked = BinaryContent.Create(
            BinaryData.FromString(
                JsonSerializer.Serialize(
                    new
                    {
                        model = seat.Embedder,
                        input = new[] { "a fox 🦊", "another" },
                        encoding_format = "float",
                    }
                )
            )
        );
        var reply = await Embedder(seat).GenerateEmbeddingsAsync(asked);
        using var json = JsonDocument.Parse(reply.GetRawResponse().Content);
        var numbers = json.RootElement.GetProperty("data")[0].GetProperty("embedding").EnumerateArray();
        Assert.Equal(await VectorsAsync(seat), numbers.Select(static number => number.GetSingle()));
    }
}
