using System.ClientModel;
using System.Text;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Responses;
using Prenup.FunctionalTests.Clients;
using Xunit;

namespace Prenup.FunctionalTests.Credentials;

/// <summary>The NuGet package OpenAI, whole and streamed: both have to say the same.</summary>
internal static class RealClient
{
    private const string Prompt = "9 words";

    public static async Task<string> ChatAsync(Seat seat)
    {
        var options = new OpenAIClientOptions { Endpoint = seat.Endpoint };
        var client = new ChatClient(seat.Chat, new ApiKeyCredential(seat.Key), options);
        ChatCompletion whole = await client.CompleteChatAsync([new UserChatMessage(Prompt)]);
        var (streamed, usages) = (new StringBuilder(), 0);
        await foreach (var update in client.CompleteChatStreamingAsync([new UserChatMessage(Prompt)]))
        {
            streamed.Append(string.Concat(update.ContentUpdate.Select(static part => part.Text)));
            usages += update.Usage is null ? 0 : 1;
        }
        Assert.Equal(1, usages);
        Assert.Equal(whole.Content[0].Text, streamed.ToString());
        return streamed.ToString();
    }

    public static async Task<string> ResponsesAsync(Seat seat)
    {
        var client = DotnetResponsesTests.Client(seat);
        var asks = DotnetResponsesTests.Asks(seat, Prompt);
        ResponseResult whole = await client.CreateResponseAsync(asks);
        var streamed = new StringBuilder();
        asks.StreamingEnabled = true;
        await foreach (var update in await client.CreateResponseStreamingAsync(asks))
        {
            if (update is StreamingResponseOutputTextDeltaUpdate delta)
            {
                streamed.Append(delta.Delta);
            }
        }
        Assert.Equal(whole.GetOutputText(), streamed.ToString());
        return streamed.ToString();
    }
}
