using System.ClientModel;
using System.Text;
using System.Text.Json;
using OpenAI.Responses;
using Prenup.FunctionalTests.Clients;
using Xunit;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>The NuGet package OpenAI: Responses.</summary>
internal static class DotnetResponsesCells
{
    private static readonly string[] Two = ["time", "weather"];

    private static readonly ResponseTool[] Tools =
    [
        ResponseTool.CreateFunctionTool("weather", BinaryData.FromString(Prompts.WeatherSchema), true, "The weather"),
        ResponseTool.CreateFunctionTool("time", BinaryData.FromString(Prompts.TimeSchema), true, "The time"),
    ];

    public static IEnumerable<(string Feature, Func<Seat, Task> Ask)> All { get; } =
    [
        ("responses-whole", async seat => AssertFox(await AskAsync(seat, Asks(seat, Prompts.Text)))),
        ("responses-streamed", StreamedAsync),
        ("responses-tools", async seat => Assert.Equal(["weather"], await CalledAsync(seat, Prompts.Tool))),
        ("responses-parallel-tools", async seat => Assert.Equal(Two, await CalledAsync(seat, Prompts.ParallelTools))),
        ("responses-schema", SchemaAsync),
        ("responses-image", ImageAsync),
        ("responses-reasoning", ReasoningAsync),
        ("responses-stored", StoredAsync),
    ];

    private static CreateResponseOptions Asks(Seat seat, string prompt, params ResponseTool[] tools) =>
        DotnetResponsesTests.Asks(seat, prompt, tools);

    private static CreateResponseOptions Streamed(Seat seat, string prompt, params ResponseTool[] tools)
    {
        var asks = Asks(seat, prompt, tools);
        asks.StreamingEnabled = true;
        return asks;
    }

    private static async Task<ResponseResult> AskAsync(Seat seat, CreateResponseOptions asks) =>
        await DotnetResponsesTests.Client(seat).CreateResponseAsync(asks);

    private static void AssertFox(ResponseResult reply)
    {
        Assert.Contains("🦊", reply.GetOutputText(), StringComparison.Ordinal);
        Assert.True(reply.Usage.OutputTokenCount > 0);
    }

    private static async Task StreamedAsync(Seat seat)
    {
        var (text, ends) = (new StringBuilder(), new List<ResponseResult>());
        await foreach (
            var update in await DotnetResponsesTests
                .Client(seat)
                .CreateResponseStreamingAsync(Streamed(seat, Prompts.Text))
        )
        {
            text.Append((update as StreamingResponseOutputTextDeltaUpdate)?.Delta);
            ends.AddRange(update is StreamingResponseCompletedUpdate end ? [end.Response] : []);
        }
        AssertFox(Assert.Single(ends));
        Assert.Equal(ends[0].GetOutputText(), text.ToString());
    }

    // Which functions are called, in both forms alike.
    private static async Task<IEnumerable<string>> CalledAsync(Seat seat, string prompt)
    {
        var whole = await AskAsync(seat, Asks(seat, prompt, Tools));
        var calls = whole.OutputItems.OfType<FunctionCallResponseItem>().ToList();
        var streamed = new Dictionary<string, string>();
        await foreach (
            var update in await DotnetResponsesTests
                .Client(seat)
                .CreateResponseStreamingAsync(Streamed(seat, prompt, Tools))
        )
        {
            if (update is StreamingResponseFunctionCallArgumentsDeltaUpdate delta)
            {
                streamed[delta.ItemId] = streamed.GetValueOrDefault(delta.ItemId, "") + delta.Delta;
            }
        }
        Assert.Equal(calls.Select(static call => $"{call.FunctionArguments}").Order(), streamed.Values.Order());
        return calls.Select(static call => call.FunctionName).Order(StringComparer.Ordinal);
    }

    private static async Task SchemaAsync(Seat seat)
    {
        var asks = Asks(seat, "Weather?");
        asks.TextOptions = new ResponseTextOptions
        {
            TextFormat = ResponseTextFormat.CreateJsonSchemaFormat(
                "weather",
                BinaryData.FromString(Prompts.WeatherSchema),
                null,
                true
            ),
        };
        var reply = await AskAsync(seat, asks);
        Assert.True(JsonDocument.Parse(reply.GetOutputText()).RootElement.TryGetProperty("city", out _));
    }

    private static async Task ImageAsync(Seat seat)
    {
        var asks = Asks(seat, "What is this?");
        asks.InputItems.Add(
            ResponseItem.CreateUserMessageItem([
                ResponseContentPart.CreateInputImagePart(Prompts.Pixel, ResponseImageDetailLevel.Low),
            ])
        );
        Assert.NotEmpty((await AskAsync(seat, asks)).GetOutputText());
    }

    // A thought that the cloud sealed goes back to it.
    private static async Task ReasoningAsync(Seat seat)
    {
        var asks = Asks(seat, "Think");
        asks.StoredOutputEnabled = false;
        asks.IncludedProperties.Add(IncludedResponseProperty.ReasoningEncryptedContent);
        var thought = await AskAsync(seat, asks);
        Assert.NotEmpty(thought.OutputItems.OfType<ReasoningResponseItem>().Single().EncryptedContent);
        Assert.True(thought.Usage.OutputTokenDetails.ReasoningTokenCount > 0);
        foreach (var item in thought.OutputItems)
        {
            asks.InputItems.Add(item);
        }
        asks.InputItems.Add(ResponseItem.CreateUserMessageItem("Go on"));
        Assert.NotEmpty((await AskAsync(seat, asks)).GetOutputText());
    }

    private static async Task StoredAsync(Seat seat)
    {
        var client = DotnetResponsesTests.Client(seat);
        var made = await AskAsync(seat, Asks(seat, "Keep this"));
        var next = Asks(seat, "What was it?");
        next.PreviousResponseId = made.Id;
        Assert.NotEmpty((await AskAsync(seat, next)).GetOutputText());
        ResponseResult shown = await client.GetResponseAsync(made.Id);
        Assert.Equal(made.GetOutputText(), shown.GetOutputText());
        await client.DeleteResponseAsync(made.Id);
        var gone = await Assert.ThrowsAsync<ClientResultException>(() => client.GetResponseAsync(made.Id));
        Assert.Equal(404, gone.Status);
    }
}
