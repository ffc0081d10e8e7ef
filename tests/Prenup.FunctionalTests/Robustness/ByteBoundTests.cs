using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>Bodies without an announced length (chunked) are counted as they arrive, in every dialect.</summary>
public sealed class ByteBoundTests
{
    private const string Messages = """
        "messages":[{"role":"user","content":"AAAA
        """;
    private const string ChatBegin = """{"model":"gpt-4.1-mini",""" + Messages;
    private const string ChatEnd = "\"}]}";

    [Fact]
    public async Task A_chunked_body_beyond_the_bytes_in_flight_is_a_503_in_the_clients_dialect()
    {
        await using var gateway = await TestGateway.StartAsync(more: "limits: { request: 1MiB, in-flight: 1MiB }");
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.DelayHead(Timeout.InfiniteTimeSpan));
        using var leave = new CancellationTokenSource();
        var held = client.SendAsync(Post(Requests.ChatPath, ChatBegin, ChatEnd), leave.Token);
        await Eventually.HoldsAsync(() => gateway.Clouds.OpenAi.Calls.Count == 1, "the first body is at the cloud");

        foreach (var (path, begin, end) in Dialects)
        {
            using var refused = await client.SendAsync(Post(path, begin, end), TestContext.Current.CancellationToken);
            Assert.Equal(
                (HttpStatusCode.ServiceUnavailable, "gateway_overloaded"),
                (refused.StatusCode, await Refusal.CodeAsync(refused))
            );
            Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        }
        Assert.Single(gateway.Clouds.OpenAi.Calls);

        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "the first exchange has given its bytes back");
        foreach (var (path, begin, end) in Dialects)
        {
            using var answered = await client.SendAsync(Post(path, begin, end), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answered.StatusCode);
            await TestClient.TextAsync(answered);
            await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "the exchange has ended");
        }
    }

    private static IEnumerable<(string Path, string Begin, string End)> Dialects =>
        [
            (Requests.ChatPath, ChatBegin, ChatEnd),
            (Requests.ChatPath, """{"stream":true,""" + ChatBegin[1..], ChatEnd),
            (Requests.ResponsesPath, """{"model":"gpt-4.1-mini","input":"AAAA""", "\"}"),
            (Requests.ResponsesPath, """{"model":"gpt-4.1-mini","stream":true,"input":"AAAA""", "\"}"),
            ("/v1/embeddings", """{"model":"text-embedding-3-small","input":"AAAA""", "\"}"),
            ("/openai/deployments/on-azure/chat/completions?api-version=2024-10-21", "{" + Messages, ChatEnd),
        ];

    private static HttpRequestMessage Post(string path, string begin, string end)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(begin.PadRight(600_000, 'A') + end));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = true;
        return request;
    }
}
