using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Prenup.Core.Keys;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>Many clients with large bodies at once: some are served, the others are told to come back, and memory has its bound.</summary>
public sealed class MemoryTests
{
    private const int Body = 30_000_000;
    private const int Budget = 128; // MiB of bodies in flight
    private const int Heap = 384; // MiB of managed memory at most: beyond it the process would end
    private const int Most = Heap + 128; // and the runtime's own, and SQLite

    private static bool Deep => Environment.GetEnvironmentVariable("PRENUP_DEEP") == "1";

    private static int Clients => Deep ? 512 : 48;

    [Fact]
    public async Task Many_clients_with_30_megabytes_each_do_not_end_the_process()
    {
        await using var cloud = new BodySink();
        var folder = Directory.CreateTempSubdirectory("prenup-memory-").FullName;
        var (gateway, address) = await ChildGateway.StartAsync(
            folder,
            Configuration(cloud.Address),
            ("OPENAI", "any"),
            ("DOTNET_GCHeapHardLimit", (Heap << 20).ToString("X", CultureInfo.InvariantCulture))
        );
        await using (gateway)
        {
            var begun = Stopwatch.GetTimestamp();
            var body = BodyTests.Image(Body);
            var asked = await Task.WhenAll(
                Enumerable.Range(0, Clients).Select(_ => ComeBackAsync(gateway, address, body))
            );
            var answers = asked.SelectMany(static answers => answers).ToArray();
            Assert.True(gateway.Runs, gateway.Output);
            Tell(answers, gateway, Stopwatch.GetElapsedTime(begun));

            Assert.All(answers, static answer => Assert.Contains(answer.Status, new[] { 200, 503, 0 }));
            var refused = answers.Where(static answer => answer.Status == 503).ToList();
            Assert.NotEmpty(refused);
            Assert.All(
                refused,
                static answer => Assert.Contains("Retry-After: 1", answer.Text, StringComparison.Ordinal)
            );
            Assert.Equal(cloud.Bodies, answers.Count(static answer => answer.Status == 200));
            Assert.InRange(cloud.Bodies, Budget * 1_000_000 / Body, Clients);
            Assert.InRange(gateway.PeakMegabytes, 0, Most);

            using var client = new TestClient(address);
            using var after = await client.PostAsync("/v1/chat/completions", body);
            Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        }
        Directory.Delete(folder, recursive: true);
    }

    // Once; in the long form again after as long as it was told to wait, a few times.
    private static async Task<List<RawAnswer>> ComeBackAsync(ChildGateway gateway, Uri address, byte[] body)
    {
        var answers = new List<RawAnswer> { await AskAsync(address, body) };
        while (Deep && answers[^1].Status != 200 && gateway.Runs && answers.Count < 5)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            answers.Add(await AskAsync(address, body));
        }
        return answers;
    }

    // As a client does that listens while it sends: it stops where it is answered early.
    private static async Task<RawAnswer> AskAsync(Uri address, byte[] body)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var head =
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
        var buffer = new byte[16 << 10];
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(head));
            var answer = socket.ReceiveAsync(buffer);
            await SendAsync(socket, body, answer);
            return new RawAnswer(Encoding.Latin1.GetString(buffer, 0, await answer));
        }
        catch (SocketException)
        {
            return new RawAnswer(""); // closed on a client that went on sending too long to see its answer
        }
    }

    private static async Task SendAsync(Socket socket, byte[] body, Task<int> answer)
    {
        const int piece = 256 << 10;
        try
        {
            for (var sent = 0; sent < body.Length && !answer.IsCompleted; sent += piece)
            {
                await socket.SendAsync(body.AsMemory(sent, Math.Min(piece, body.Length - sent)));
            }
        }
        catch (SocketException)
        {
            // Closed while we sent; the answer may have come before that.
        }
    }

    private static void Tell(RawAnswer[] answers, ChildGateway gateway, TimeSpan took) =>
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{answers.Length} requests of {Clients} clients in {took.TotalSeconds:0.0} s: {answers.Count(static answer => answer.Status == 200)} served, {answers.Count(static answer => answer.Status == 0)} cut, peak {gateway.PeakMegabytes:0} MiB, then {gateway.Megabytes:0} MiB"
            )
        );

    private static string Configuration(Uri cloud) =>
        $$"""
            listen: [ { url: http://127.0.0.1:0 } ]
            data: ./data
            limits: { in-flight: {{Budget}}MiB }
            accounts: { openai: { cloud: openai, endpoint: {{cloud}}v1, key: env:OPENAI } }
            models: { gpt-4.1-mini: { attempts: { count: 1 }, offers: [ { name: m, account: openai, model: gpt-4.1-mini, price: openai/gpt-4.1-mini } ] } }
            projects: { one: {} }
            keys: { one: { hash: "{{KeyHash.Of(TestGateway.Key)}}", project: one } }
            """;
}
