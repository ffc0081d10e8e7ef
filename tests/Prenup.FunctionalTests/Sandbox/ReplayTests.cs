using Prenup.Sandbox.Replies;
using Prenup.Sandbox.Seeing;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>Canned replies, clients that leave, and the cloud's speed.</summary>
public sealed class ReplayTests
{
    private static readonly string Stream = ChatTests.Ask("50 words", "\"stream\":true");

    [Fact]
    public async Task A_canned_reply_arrives_byte_for_byte_in_the_pieces_it_was_cut_into()
    {
        await using Client client = await Client.StartAsync();
        byte[] body = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        client.OpenAi.Replies.Enqueue(
            new CannedReply(201, [new("x-odd", "kept"), new("content-length", "9")], body) { Pieces = [1, 2, 3] },
            call => call.Seen.Model == "wanted"
        );

        Assert.Equal(404, (await client.OpenAiAsync("v1/responses", """{"model":"other"}""")).Status);
        RawReply raw = await RawReply.AskAsync(client.OpenAi, "any/path", """{"model":"wanted"}""");
        Assert.Contains("x-odd: kept", raw.Text, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 201", raw.Text, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "fa"], raw.Body.Split("\r\n").Where(l => l is "1" or "2" or "3" or "fa"));
        Assert.Equal(256, client.OpenAi.Calls[^1].BytesSent);
        Assert.Null(client.OpenAi.Calls[^1].Billed);
    }

    [Fact]
    public async Task A_client_that_leaves_is_billed_for_the_prompt_and_the_tokens_generated_so_far()
    {
        await using Client client = await Client.StartAsync(new() { Latency = new(TimeSpan.Zero, 1) });
        // The stream pauses longer than the client's patience: 50 words are some 80 tokens, a second each.
        await RawReply.AskAsync(client.OpenAi, "v1/chat/completions", Stream, TimeSpan.FromMilliseconds(500));
        SeenCall call = await client.LastCallAsync();
        Assert.Equal(CallEnd.ClientGone, call.End);
        Assert.Equal(5, call.Billed!.Input);
        Assert.InRange(call.Billed.Output, 0, 40);
        Assert.Equal("cut", Assert.Single(client.OpenAi.Invoice().Calls).Basis);
    }

    [Fact]
    public async Task The_books_are_closed_before_the_client_has_the_last_byte()
    {
        await using Client client = await Client.StartAsync();
        for (int i = 1; i <= 50; i++)
        {
            await client.AzureAsync("openai/v1/chat/completions", ChatTests.Ask("3 words", "\"n\":1"));
            Assert.Equal(i, client.Azure.Invoice().Calls.Count);
        }
    }

    [Fact]
    public async Task Speed_is_time_to_the_head_and_tokens_per_second()
    {
        await using Client client = await Client.StartAsync(
            new() { Latency = new(TimeSpan.FromMilliseconds(100), 100) }
        );
        long started = TimeProvider.System.GetTimestamp();
        Reply reply = await client.OpenAiAsync("v1/chat/completions", ChatTests.Ask("50 words", "\"n\":1"));

        long tokens = reply.Json.GetProperty("usage").GetProperty("completion_tokens").GetInt64();
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(50 + (5 * tokens)));
    }

    [Fact]
    public async Task Bodies_need_not_be_kept()
    {
        await using Client client = await Client.StartAsync(new() { KeepBodies = false });
        await client.OpenAiAsync("v1/chat/completions", Stream);

        Assert.Equal(0, Assert.Single(client.OpenAi.Calls).Body.Length);
        Assert.True(client.OpenAi.Calls[0].Seen.Stream);
    }
}
