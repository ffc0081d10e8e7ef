using System.ClientModel;
using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using Prenup.FunctionalTests.Clients;
using Xunit;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>
/// Microsoft.Extensions.AI over the package OpenAI. It knows no stored or streamed Responses with this version of the package:
/// those cells are the package's own.
/// </summary>
internal static class ExtensionsCells
{
    private static readonly ChatOptions Tools = new()
    {
        Tools = [AIFunctionFactory.Create(Weather), AIFunctionFactory.Create(Time)],
        AllowMultipleToolCalls = true,
    };

    private static readonly ChatOptions Schema = new()
    {
        ResponseFormat = ChatResponseFormat.ForJsonSchema(
            JsonDocument.Parse(Prompts.WeatherSchema).RootElement,
            "weather"
        ),
    };

    public static IEnumerable<(string Feature, Func<Seat, Task> Ask)> All { get; } =
    [
        .. Both("chat", Chat),
        .. Both("responses", static seat => DotnetResponsesTests.Client(seat).AsIChatClient(seat.Reasoner)),
        ("chat-streamed", StreamedAsync),
        ("embeddings-base64", VectorAsync),
    ];

    private static IEnumerable<(string, Func<Seat, Task>)> Both(string dialect, Func<Seat, IChatClient> client) =>
        [
            (
                $"{dialect}-whole",
                async seat => Assert.Contains("🦊", (await client(seat).GetResponseAsync(Prompts.Text)).Text)
            ),
            ($"{dialect}-tools", async seat => Assert.Equal(1, await CallsAsync(client(seat), Prompts.Tool))),
            (
                $"{dialect}-parallel-tools",
                async seat => Assert.Equal(2, await CallsAsync(client(seat), Prompts.ParallelTools))
            ),
            (
                $"{dialect}-schema",
                async seat => Assert.Contains("city", (await client(seat).GetResponseAsync("Weather?", Schema)).Text)
            ),
            ($"{dialect}-image", async seat => Assert.NotEmpty((await client(seat).GetResponseAsync(Image())).Text)),
        ];

    private static IChatClient Chat(Seat seat) =>
        new ChatClient(seat.Chat, new ApiKeyCredential(seat.Key), Options(seat)).AsIChatClient();

    private static OpenAIClientOptions Options(Seat seat) => new() { Endpoint = seat.Endpoint };

    private static ChatMessage Image() =>
        new(ChatRole.User, [new TextContent("What is this?"), new DataContent(Prompts.Pixel.ToMemory(), "image/png")]);

    private static async Task<int> CallsAsync(IChatClient client, string prompt) =>
        (await client.GetResponseAsync(prompt, Tools))
            .Messages.SelectMany(static message => message.Contents)
            .OfType<FunctionCallContent>()
            .Count();

    private static async Task StreamedAsync(Seat seat)
    {
        var reply = await Chat(seat).GetStreamingResponseAsync(Prompts.Text).ToChatResponseAsync();
        Assert.Contains("🦊", reply.Text, StringComparison.Ordinal);
    }

    private static async Task VectorAsync(Seat seat)
    {
        var client = new EmbeddingClient(seat.Embedder, new ApiKeyCredential(seat.Key), Options(seat));
        Assert.False((await client.AsIEmbeddingGenerator().GenerateVectorAsync("a fox 🦊")).IsEmpty);
    }

    [Description("The weather in a city")]
    private static string Weather(string city) => $"sunny in {city}";

    [Description("The time in a zone")]
    private static string Time(string zone) => $"noon in {zone}";
}
