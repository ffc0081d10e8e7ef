using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Prenup.Core.Keys;
using Prenup.Sandbox;
using Prenup.Sandbox.Faults;
using Prenup.Serving;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>Too much of something, from a client or a cloud: an error, and memory within bounds.</summary>
public sealed class FloodTests
{
    private const int Flood = 64 << 20;
    private const double MostGrowth = 96; // MiB: an event's limit of 16 twice while its buffer grows, and the runtime's own
    private const string Chat = """{"model":"m","stream":true,"messages":[{"role":"user","content":"hi"}]}""";

    [Fact]
    public async Task Twenty_thousand_headers_are_a_431_that_the_log_shows()
    {
        using var logs = new LogCapture();
        await using var gateway = await TestGateway.StartAsync(logs: logs.Factory);
        var headers = string.Concat(
            Enumerable.Range(0, 20_000).Select(static n => string.Create(CultureInfo.InvariantCulture, $"x-{n}: 1\r\n"))
        );
        foreach (var key in new[] { TestGateway.Key, "wrong" })
        {
            var answer = await RawHttp.AskAsync(
                gateway.Address,
                $"GET /v1/models HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n{headers}\r\n"
            );
            Assert.Equal((431, ""), (answer.Status, answer.Body));
        }
        Assert.Equal(
            2,
            logs.Lines.Count(static line => line.Contains("Kestrel.BadRequests", StringComparison.Ordinal))
        );
        using var client = new TestClient(gateway.Address);
        using var response = await client.GetAsync("/v1/models");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_the_server_refuses_below_routing_is_counted()
    {
        using var refusals = new BareRefusals();
        using var logs = LoggerFactory.Create(logging => Logs.Choose(logging).AddProvider(refusals));
        await using var gateway = await TestGateway.StartAsync(logs: logs);
        foreach (var nonsense in new[] { "no http at all\r\n\r\n", "GET / HTTP/9.9\r\nHost: x\r\n\r\n" })
        {
            await RawHttp.AskAsync(gateway.Address, nonsense);
        }
        await Eventually.HoldsAsync(() => refusals.Count == 2, "both refusals are counted");
    }

    [Fact]
    public async Task F8_A_line_of_64_MiB_without_an_end_is_an_error_and_bounded_memory()
    {
        await using var clouds = await SandboxClouds.StartAsync(
            new SandboxOptions(),
            TestContext.Current.CancellationToken
        );
        var folder = Directory.CreateTempSubdirectory("prenup-flood-").FullName;
        try
        {
            var (gateway, address) = await ChildGateway.StartAsync(
                folder,
                Configuration(clouds),
                ("OPENAI", clouds.OpenAi.Key)
            );
            await using (gateway)
            {
                using var client = new TestClient(address);
                clouds.OpenAi.Faults.Enqueue(Fault.CutAfterEvents(3)); // its estimate loads the model's vocabulary, once
                for (var warm = 0; warm < 2; warm++)
                {
                    using var one = await client.PostAsync("/v1/chat/completions", Chat);
                    await TestClient.TextAsync(one);
                }
                var before = gateway.Megabytes;

                clouds.OpenAi.Faults.Enqueue(Fault.EndlessLine(Flood));
                clouds.OpenAi.Faults.Enqueue(Fault.EndlessLine(Flood, afterEvents: 3));
                using var early = await client.PostAsync("/v1/chat/completions", Chat);
                Assert.Equal(
                    (HttpStatusCode.BadGateway, "upstream_protocol_error"),
                    (early.StatusCode, await Refusal.CodeAsync(early))
                );
                using var late = await client.PostAsync("/v1/chat/completions", Chat);
                var text = await TestClient.TextAsync(late);
                Assert.Contains("upstream_protocol_error", text, StringComparison.Ordinal);
                Assert.True(text.Length < 1 << 20);
                Tell("from the cloud", gateway.PeakMegabytes - before);

                foreach (var (head, status) in Heads())
                {
                    var answer = await RawHttp.AskAsync(address, socket => FloodAsync(socket, head));
                    Assert.True(answer.Status == status || answer.Status == 0, answer.Text); // 0: reset while we still wrote
                }
                Tell("from both", gateway.PeakMegabytes - before);
                Assert.InRange(gateway.PeakMegabytes - before, 0, MostGrowth);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (string Head, int Status)[] Heads()
    {
        var key = $"Host: x\r\nAuthorization: Bearer {TestGateway.Key}\r\n";
        return
        [
            ("GET /v1/models", 414),
            ($"GET /v1/models HTTP/1.1\r\n{key}x-long: ", 431),
            (
                $"POST /v1/chat/completions HTTP/1.1\r\n{key}Content-Type: application/json\r\nContent-Length: {Flood + 1}\r\n\r\n",
                413
            ),
            (
                "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer wrong\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n4000000\r\n",
                401
            ),
        ];
    }

    private static async Task FloodAsync(System.Net.Sockets.Socket socket, string head)
    {
        await socket.SendAsync(Encoding.ASCII.GetBytes(head));
        var piece = new byte[64 << 10];
        Array.Fill(piece, (byte)'x');
        for (var sent = 0; sent < Flood; sent += piece.Length)
        {
            await socket.SendAsync(piece);
        }
    }

    private static void Tell(string what, double growth) =>
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: peak grew by {growth:0.0} MiB")
        );

    private static string Configuration(SandboxClouds clouds) =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: ./data
            accounts: { openai: { cloud: openai, endpoint: {{clouds.OpenAi.Address}}v1, key: env:OPENAI } }
            models: { m: { attempts: { count: 1 }, offers: [ { name: m, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] } }
            projects: { one: {} }
            keys: { one: { hash: "{{KeyHash.Of(TestGateway.Key)}}", project: one } }
            """;
}
