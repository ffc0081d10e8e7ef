using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Prenup.Stores.Reading;
using Xunit;

namespace Prenup.FunctionalTests.Failover;

/// <summary>A pooled connection that dies as a request is sent: the handler would send it again unseen, and may not.</summary>
public sealed class DeadConnectionTests
{
    [Fact]
    public async Task A_request_on_a_dead_connection_goes_on_only_as_an_attempt_of_its_own()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        await gateway.Clouds.OpenAi.StopListeningAsync();
        using var cloud = new DyingCloud(gateway.Clouds.OpenAi.Address.Port);

        for (var i = 0; i < 3; i++)
        {
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(stream: false));
            Assert.True(response.IsSuccessStatusCode, await TestClient.TextAsync(response));
        }

        var rows = await gateway.AttemptsAsync();
        Assert.Equal([1, 1, 2, 1], rows.Select(static row => row.Opened.Ordinal)); // the second met a dead connection
        Assert.Equal(["direct", "direct", "azure", "direct"], rows.Select(static row => row.Opened.Offer));
        SeenOnce(cloud, rows);
    }

    [Fact]
    public async Task A_request_without_a_body_is_not_sent_again_unseen_either()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        using var made = await client.PostAsync(Requests.ResponsesPath, Requests.Responses("gpt-5.5"));
        var path = $"{Requests.ResponsesPath}/{(await TestClient.JsonAsync(made)).GetProperty("id").GetString()}";
        await gateway.Clouds.OpenAi.StopListeningAsync();
        using var cloud = new DyingCloud(gateway.Clouds.OpenAi.Address.Port);

        using var first = await client.GetAsync(path);
        using var second = await client.GetAsync(path);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadGateway), (first.StatusCode, second.StatusCode));
        SeenOnce(cloud, [.. (await gateway.AttemptsAsync()).Skip(1)]);
    }

    [Fact]
    public async Task Idle_connections_that_the_cloud_closed_cost_no_reply()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        for (var i = 0; i < 3; i++)
        {
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));
            Exchanged.Coherently(await StreamedReply.ReadAsync(response));
            await gateway.Clouds.OpenAi.StopListeningAsync();
            await gateway.Clouds.OpenAi.ListenAsync(TestContext.Current.CancellationToken);
        }
        await Exchanged.OnTheLedgerAsync(gateway, budget: 2);
    }

    private static void SeenOnce(DyingCloud cloud, IReadOnlyList<LedgerRow> rows) =>
        Assert.Equal(
            rows.Where(static row => row.Opened.Account == "openai")
                .Select(static row => row.Opened.Attempt.ToString()),
            cloud.Attempts
        );

    /// <summary>Answers the first request of each connection, and dies upon the second one.</summary>
    private sealed class DyingCloud : IDisposable
    {
        private const string Body =
            """{"id":"c","choices":[{"index":0,"message":{"content":"a"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""";
        private static readonly byte[] Reply = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {Body.Length}\r\n\r\n{Body}"
        );
        private readonly TcpListener _listener;

        public DyingCloud(int port)
        {
            _listener = new TcpListener(IPAddress.Loopback, port);
            _listener.Start();
            _ = ListenAsync();
        }

        public ConcurrentQueue<string> Attempts { get; } = new();

        public void Dispose() => _listener.Dispose();

        private async Task ListenAsync()
        {
            try
            {
                while (true)
                {
                    _ = ServeAsync(await _listener.AcceptSocketAsync());
                }
            }
            catch (Exception over) when (over is SocketException or ObjectDisposedException) { }
        }

        private async Task ServeAsync(Socket socket)
        {
            using (socket)
            {
                await TakeAsync(socket);
                await socket.SendAsync(Reply);
                await TakeAsync(socket);
            }
        }

        private async Task TakeAsync(Socket socket)
        {
            var text = "";
            var buffer = new byte[8 << 10];
            while (
                !text.EndsWith("]}", StringComparison.Ordinal)
                && !(
                    text.StartsWith("GET", StringComparison.Ordinal)
                    && text.EndsWith("\r\n\r\n", StringComparison.Ordinal)
                )
            )
            {
                var read = await socket.ReceiveAsync(buffer);
                if (read == 0)
                {
                    return;
                }
                text += Encoding.ASCII.GetString(buffer, 0, read);
            }
            Attempts.Enqueue(text.Split("x-client-request-id: ")[1].Split("\r\n")[0]);
        }
    }
}
