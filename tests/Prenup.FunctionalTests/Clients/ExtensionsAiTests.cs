using System.ClientModel;
using System.ComponentModel;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Embeddings;
using Xunit;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;

namespace Prenup.FunctionalTests.Clients;

/// <summary>Microsoft.Extensions.AI over the package OpenAI: one interface, over chat and over Responses.</summary>
public sealed class ExtensionsAiTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_whole_and_streamed(bool responses)
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        var said = await comparison.AssertSameAsync(async seat =>
        {
            var client = Client(seat, responses);
            var whole = await client.GetResponseAsync(Prompts.Text);
            return Said(whole) + await StreamedAsync(client, Prompts.Text, responses);
        });
        Assert.Contains("🦊", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tools_are_offered_and_called_whole_and_streamed(bool responses)
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        var options = new ChatOptions
        {
            Tools = [AIFunctionFactory.Create(Weather), AIFunctionFactory.Create(Time)],
            AllowMultipleToolCalls = true,
        };
        var said = await comparison.AssertSameAsync(async seat =>
        {
            var client = Client(seat, responses);
            var whole = await client.GetResponseAsync(Prompts.ParallelTools, options);
            var streamed = await StreamedAsync(client, Prompts.ParallelTools, responses, options);
            List<ChatMessage> messages = [new(ChatRole.User, Prompts.ParallelTools), .. whole.Messages];
            var results = Calls(whole).Select(static call => new FunctionResultContent(call.CallId, "fine"));
            messages.AddRange(results.Select(static result => new ChatMessage(ChatRole.Tool, [result])));
            return Said(whole) + streamed + Said(await client.GetResponseAsync(messages));
        });
        Assert.Contains("Weather(", said, StringComparison.Ordinal);
        Assert.Contains("Time(", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_schemas_and_embeddings()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        await comparison.AssertSameAsync(async seat =>
        {
            var image = new ChatMessage(
                ChatRole.User,
                [new TextContent("What is this?"), new DataContent(Prompts.Pixel.ToMemory(), "image/png")]
            );
            var seen = await Client(seat, responses: false).GetResponseAsync(image);
            var format = await Client(seat, responses: false).GetResponseAsync("Weather?", Schema());
            var embedder = new EmbeddingClient(seat.Embedder, Credential(seat), Options(seat)).AsIEmbeddingGenerator();
            var vector = await embedder.GenerateVectorAsync("a fox 🦊");
            return Said(seen) + Said(format) + string.Join(',', vector.ToArray());
        });
    }

    private static IChatClient Client(Seat seat, bool responses) =>
        responses
            ? DotnetResponsesTests.Client(seat).AsIChatClient(seat.Reasoner)
            : new ChatClient(seat.Chat, Credential(seat), Options(seat)).AsIChatClient();

    // Version 10.11 looks for a streaming method of the Responses client that OpenAI 2.15 no longer has; streamed Responses are
    // tested with OpenAI's own client.
    private static async Task<string> StreamedAsync(
        IChatClient client,
        string prompt,
        bool responses,
        ChatOptions? options = null
    ) => responses ? "" : Said(await client.GetStreamingResponseAsync(prompt, options).ToChatResponseAsync());

    private static ApiKeyCredential Credential(Seat seat) => new(seat.Key);

    private static OpenAIClientOptions Options(Seat seat) => new() { Endpoint = seat.Endpoint };

    private static ChatOptions Schema() =>
        new()
        {
            ResponseFormat = ChatResponseFormat.ForJsonSchema(
                System.Text.Json.JsonDocument.Parse(Prompts.WeatherSchema).RootElement,
                "weather"
            ),
        };

    private static string Said(ChatResponse response)
    {
        var calls = Calls(response)
            .Select(static call =>
                $"{call.Name}({string.Join(',', call.Arguments ?? new Dictionary<string, object?>())})"
            );
        return $"{response.Text} {string.Join(' ', calls)} {response.FinishReason} "
            + $"{response.Usage?.InputTokenCount}/{response.Usage?.OutputTokenCount}\n";
    }

    private static IEnumerable<FunctionCallContent> Calls(ChatResponse response) =>
        response.Messages.SelectMany(static message => message.Contents).OfType<FunctionCallContent>();

    [Description("The weather in a city")]
    private static string Weather(string city) => $"sunny in {city}";

    [Description("The time in a zone")]
    private static string Time(string zone) => $"noon in {zone}";
}
