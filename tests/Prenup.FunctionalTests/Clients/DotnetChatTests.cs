using System.ClientModel;
using System.Text;
using OpenAI;
using OpenAI.Chat;
using Xunit;

namespace Prenup.FunctionalTests.Clients;

/// <summary>The NuGet package OpenAI: chat.</summary>
public sealed class DotnetChatTests
{
    private static readonly ChatTool Weather = ChatTool.CreateFunctionTool(
        "weather",
        "The weather",
        BinaryData.FromString(Prompts.WeatherSchema)
    );

    private static readonly ChatTool Time = ChatTool.CreateFunctionTool(
        "time",
        "The time",
        BinaryData.FromString(Prompts.TimeSchema)
    );

    [Theory]
    [InlineData(Comparison.OpenAi)]
    [InlineData(Comparison.AzureV1)]
    [InlineData(Comparison.Runtime)]
    [InlineData(Comparison.Mantle)]
    public async Task C2_C6_Text_whole_and_streamed(string form)
    {
        await using var comparison = await Comparison.StartAsync(form);
        var said = await comparison.AssertSameAsync(async seat =>
            await WholeAsync(seat, Prompts.Text) + await StreamedAsync(seat, Prompts.Text)
        );
        Assert.Contains("🦊", said, StringComparison.Ordinal);
        Assert.DoesNotContain("\uFFFD", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Comparison.OpenAi)]
    [InlineData(Comparison.AzureV1)]
    [InlineData(Comparison.Runtime)]
    public async Task C8_C22_Tools_one_and_parallel_whole_and_streamed(string form)
    {
        await using var comparison = await Comparison.StartAsync(form);
        var options = new ChatCompletionOptions { Tools = { Weather, Time } };
        var said = await comparison.AssertSameAsync(async seat =>
            await WholeAsync(seat, Prompts.Tool, options)
            + await StreamedAsync(seat, Prompts.Tool, options)
            + await WholeAsync(seat, Prompts.ParallelTools, options)
            + await StreamedAsync(seat, Prompts.ParallelTools, options)
        );
        Assert.Contains("1:time", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tools_result_goes_back_and_is_answered()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        await comparison.AssertSameAsync(async seat =>
        {
            var options = new ChatCompletionOptions { Tools = { Weather } };
            List<ChatMessage> messages = [new UserChatMessage(Prompts.Tool)];
            ChatCompletion first = await Client(seat).CompleteChatAsync(messages, options);
            messages.Add(new AssistantChatMessage(first));
            messages.Add(new ToolChatMessage(first.ToolCalls.Single().Id, "sunny, 21 °C"));
            return Said(await Client(seat).CompleteChatAsync(messages, options));
        });
    }

    [Fact]
    public async Task A_json_schema_is_obeyed_whole_and_streamed()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        var options = new ChatCompletionOptions
        {
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat(
                "weather",
                BinaryData.FromString(Prompts.WeatherSchema),
                jsonSchemaIsStrict: true
            ),
        };
        var said = await comparison.AssertSameAsync(async seat =>
            await WholeAsync(seat, "Weather?", options) + await StreamedAsync(seat, "Weather?", options)
        );
        Assert.Contains("\"city\"", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_as_data_is_read()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        await comparison.AssertSameAsync(async seat =>
            Said(
                await Client(seat)
                    .CompleteChatAsync(
                        new UserChatMessage(
                            ChatMessageContentPart.CreateTextPart("What is this?"),
                            ChatMessageContentPart.CreateImagePart(Prompts.Pixel, "image/png", ChatImageDetailLevel.Low)
                        )
                    )
            )
        );
    }

    [Fact]
    public async Task C13_A_filtered_answer_keeps_its_reason_and_is_billed()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.AzureV1);
        var said = await comparison.AssertSameAsync(async seat =>
            await WholeAsync(seat, "filter the answer") + await StreamedAsync(seat, "filter the answer")
        );
        Assert.Contains("ContentFilter", said, StringComparison.Ordinal);
    }

    private static ChatClient Client(Seat seat) =>
        new(seat.Chat, new ApiKeyCredential(seat.Key), new OpenAIClientOptions { Endpoint = seat.Endpoint });

    private static async Task<string> WholeAsync(Seat seat, string prompt, ChatCompletionOptions? options = null) =>
        Said(await Client(seat).CompleteChatAsync([new UserChatMessage(prompt)], options));

    private static string Said(ChatCompletion reply)
    {
        var calls = reply.ToolCalls.Select(
            static (call, index) => $" {index}:{call.FunctionName}({call.FunctionArguments})"
        );
        var text = string.Concat(reply.Content.Select(static part => part.Text));
        return $"{reply.Model} {text}{string.Concat(calls)} {reply.FinishReason} {Counts(reply.Usage)}\n";
    }

    private static async Task<string> StreamedAsync(Seat seat, string prompt, ChatCompletionOptions? options = null)
    {
        var (text, calls) = (new StringBuilder(), new SortedDictionary<int, string>());
        var (finish, usages) = (new List<ChatFinishReason>(), new List<ChatTokenUsage>());
        await foreach (var update in Client(seat).CompleteChatStreamingAsync([new UserChatMessage(prompt)], options))
        {
            text.Append(string.Concat(update.ContentUpdate.Select(static part => part.Text)));
            foreach (var call in update.ToolCallUpdates)
            {
                calls[call.Index] =
                    calls.GetValueOrDefault(call.Index, "") + call.FunctionName + call.FunctionArgumentsUpdate;
            }
            finish.AddRange(update.FinishReason is { } reason ? [reason] : []);
            usages.AddRange(update.Usage is { } usage ? [usage] : []);
        }
        var called = string.Concat(calls.Select(static pair => $" {pair.Key}:{pair.Value}"));
        return $"{text}{called} {finish.Single()} {Counts(usages.Single())}\n";
    }

    private static string Counts(ChatTokenUsage usage) => $"{usage.InputTokenCount}/{usage.OutputTokenCount}";
}
