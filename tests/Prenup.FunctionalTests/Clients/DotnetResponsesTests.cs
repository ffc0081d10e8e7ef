using System.ClientModel;
using System.Text;
using OpenAI.Responses;
using Xunit;

namespace Prenup.FunctionalTests.Clients;

/// <summary>The NuGet package OpenAI: Responses.</summary>
public sealed class DotnetResponsesTests
{
    private static readonly ResponseTool[] Tools =
    [
        ResponseTool.CreateFunctionTool("weather", BinaryData.FromString(Prompts.WeatherSchema), true, "The weather"),
        ResponseTool.CreateFunctionTool("time", BinaryData.FromString(Prompts.TimeSchema), true, "The time"),
    ];

    [Theory]
    [InlineData(Comparison.OpenAi)]
    [InlineData(Comparison.AzureV1)]
    [InlineData(Comparison.Runtime)]
    [InlineData(Comparison.Mantle)]
    public async Task Text_with_reasoning_whole_and_streamed(string form)
    {
        await using var comparison = await Comparison.StartAsync(form);
        var said = await comparison.AssertSameAsync(async seat =>
            await WholeAsync(seat, Asks(seat, Prompts.Text)) + await StreamedAsync(seat, Asks(seat, Prompts.Text))
        );
        Assert.Contains("🦊", said, StringComparison.Ordinal);
        Assert.Contains("Simulating", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Comparison.OpenAi)]
    [InlineData(Comparison.AzureV1)]
    [InlineData(Comparison.Runtime)]
    [InlineData(Comparison.Mantle)]
    public async Task R13_Parallel_calls_keep_their_arguments_apart(string form)
    {
        await using var comparison = await Comparison.StartAsync(form);
        var said = await comparison.AssertSameAsync(async seat =>
            await WholeAsync(seat, Asks(seat, Prompts.Tool, Tools))
            + await WholeAsync(seat, Asks(seat, Prompts.ParallelTools, Tools))
            + await StreamedAsync(seat, Asks(seat, Prompts.ParallelTools, Tools))
        );
        Assert.Contains("weather(", said, StringComparison.Ordinal);
        Assert.Contains("time(", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_json_schema_is_obeyed_and_an_image_as_data_is_read()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        var said = await comparison.AssertSameAsync(async seat =>
        {
            var format = ResponseTextFormat.CreateJsonSchemaFormat(
                "weather",
                BinaryData.FromString(Prompts.WeatherSchema),
                null,
                true
            );
            var asks = Asks(seat, "Weather?");
            asks.TextOptions = new ResponseTextOptions { TextFormat = format };
            asks.InputItems.Add(
                ResponseItem.CreateUserMessageItem([
                    ResponseContentPart.CreateInputTextPart("And here?"),
                    ResponseContentPart.CreateInputImagePart(Prompts.Pixel, ResponseImageDetailLevel.Low),
                ])
            );
            return await WholeAsync(seat, asks) + await StreamedAsync(seat, asks);
        });
        Assert.Contains("\"city\"", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Comparison.OpenAi)]
    [InlineData(Comparison.AzureV1)]
    [InlineData(Comparison.Runtime)]
    [InlineData(Comparison.Mantle)]
    public async Task R12_R14_Turns_are_joined_by_id_or_by_sealed_reasoning(string form)
    {
        await using var comparison = await Comparison.StartAsync(form);
        await comparison.AssertSameAsync(async seat =>
        {
            ResponseResult stored = await Client(seat).CreateResponseAsync(Asks(seat, "My name is Ann"));
            var next = Asks(seat, "What is it?");
            next.PreviousResponseId = stored.Id;
            var joined = await WholeAsync(seat, next);

            var unstored = Asks(seat, "Think");
            unstored.StoredOutputEnabled = false;
            unstored.IncludedProperties.Add(IncludedResponseProperty.ReasoningEncryptedContent);
            ResponseResult thought = await Client(seat).CreateResponseAsync(unstored);
            Assert.NotEmpty(thought.OutputItems.OfType<ReasoningResponseItem>().Single().EncryptedContent);
            foreach (var item in thought.OutputItems)
            {
                unstored.InputItems.Add(item);
            }
            unstored.InputItems.Add(ResponseItem.CreateUserMessageItem("Go on"));
            return joined + await StreamedAsync(seat, unstored);
        });
    }

    [Fact]
    public async Task A_stored_response_is_shown_and_deleted()
    {
        await using var comparison = await Comparison.StartAsync(Comparison.OpenAi);
        var client = Client(comparison.Through);
        var ends = TestContext.Current.CancellationToken;
        ResponseResult made = await client.CreateResponseAsync(Asks(comparison.Through, "Keep this"), ends);

        ResponseResult shown = await client.GetResponseAsync(made.Id, ends);
        await client.DeleteResponseAsync(made.Id, ends);
        var gone = await Assert.ThrowsAsync<ClientResultException>(() => client.GetResponseAsync(made.Id, ends));

        Assert.Equal(made.GetOutputText(), shown.GetOutputText());
        Assert.Equal(404, gone.Status);
    }

    internal static ResponsesClient Client(Seat seat) =>
        new(new ApiKeyCredential(seat.Key), new ResponsesClientOptions { Endpoint = seat.Endpoint });

    internal static CreateResponseOptions Asks(Seat seat, string prompt, params ResponseTool[] tools)
    {
        var options = new CreateResponseOptions(seat.Reasoner, [ResponseItem.CreateUserMessageItem(prompt)])
        {
            ReasoningOptions = new ResponseReasoningOptions
            {
                ReasoningEffortLevel = ResponseReasoningEffortLevel.Low,
                ReasoningSummaryVerbosity = ResponseReasoningSummaryVerbosity.Auto,
            },
        };
        foreach (var tool in tools)
        {
            options.Tools.Add(tool);
        }
        return options;
    }

    private static async Task<string> WholeAsync(Seat seat, CreateResponseOptions options)
    {
        options.StreamingEnabled = false;
        return Said(await Client(seat).CreateResponseAsync(options));
    }

    private static async Task<string> StreamedAsync(Seat seat, CreateResponseOptions options)
    {
        options.StreamingEnabled = true;
        var (text, calls, completed) = (new StringBuilder(), new Dictionary<string, string>(), default(ResponseResult));
        await foreach (var update in await Client(seat).CreateResponseStreamingAsync(options))
        {
            switch (update)
            {
                case StreamingResponseOutputTextDeltaUpdate delta:
                    text.Append(delta.Delta);
                    break;
                case StreamingResponseFunctionCallArgumentsDeltaUpdate delta:
                    calls[delta.ItemId] = calls.GetValueOrDefault(delta.ItemId, "") + delta.Delta;
                    break;
                case StreamingResponseCompletedUpdate end:
                    Assert.Null(completed);
                    completed = end.Response;
                    break;
            }
        }
        // The pieces are what the terminal event repeats.
        Assert.Equal(completed!.GetOutputText() ?? "", text.ToString());
        Assert.Equal(
            completed
                .OutputItems.OfType<FunctionCallResponseItem>()
                .Select(static c => (c.Id, $"{c.FunctionArguments}")),
            calls.Select(static pair => (pair.Key, pair.Value))
        );
        return Said(completed);
    }

    private static string Said(ResponseResult reply)
    {
        var items = reply.OutputItems.Select(static item =>
            item switch
            {
                FunctionCallResponseItem call => $"{call.FunctionName}({call.FunctionArguments})",
                ReasoningResponseItem thought => $"thought '{thought.GetSummaryText()}'",
                _ => $"{item.Kind}",
            }
        );
        var counts =
            $"{reply.Usage.InputTokenCount}/{reply.Usage.OutputTokenCount}/{reply.Usage.OutputTokenDetails.ReasoningTokenCount}";
        return $"{reply.Model} {reply.Status} {string.Join(' ', items)} {reply.GetOutputText()} {counts}\n";
    }
}
