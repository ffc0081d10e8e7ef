using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Timers;

/// <summary>Timers that blame the cloud.</summary>
[Collection(TimedCollection.Name)]
public sealed class UpstreamTimerTests
{
    private const int Setting = 800;

    [Fact]
    public Task Connect_fires_where_nobody_takes_the_connection() =>
        Timed.FiresAsync(
            Setting,
            async () =>
            {
                await using var timed = await Timed.StartAsync("connect: 800ms, head: 5s");
                await timed.Gateway.Clouds.OpenAi.StopListeningAsync();
                using var full = FullBacklog.On(timed.Gateway.Clouds.OpenAi.Address.Port);

                var watch = Stopwatch.StartNew();
                using var response = await timed.AskAsync();

                var elapsed = watch.Elapsed;
                await RefusedAsync(response, "upstream_connect_timeout");
                var row = await timed.LastAsync();
                Timed.Blames(row, FaultKind.Timeout, Outcome.Failed);
                Assert.Equal(AttemptState.Unbilled, row.State); // nothing had left
                return elapsed;
            }
        );

    [Fact]
    public Task Head_fires_where_the_cloud_does_not_begin_to_answer() =>
        Timed.FiresAsync(
            Setting,
            async () =>
            {
                await using var timed = await Timed.StartAsync("head: 800ms");
                timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.BlackHole());

                var watch = Stopwatch.StartNew();
                using var response = await timed.AskAsync();

                var elapsed = watch.Elapsed;
                await RefusedAsync(response, "upstream_head_timeout");
                var row = await timed.LastAsync();
                Timed.Blames(row, FaultKind.Timeout, Outcome.Failed);
                Assert.Equal(AttemptState.Partial, row.State); // it had left
                return elapsed;
            }
        );

    [Fact]
    public Task First_content_fires_where_only_a_role_came() =>
        Timed.FiresAsync(
            Setting,
            async () =>
            {
                await using var timed = await Timed.StartAsync("head: 5s, first-content: 800ms");
                timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(1, Timeout.InfiniteTimeSpan));

                var watch = Stopwatch.StartNew();
                using var response = await timed.AskAsync();

                var elapsed = watch.Elapsed;
                await RefusedAsync(response, "upstream_first_content_timeout");
                Timed.Blames(await timed.LastAsync(), FaultKind.Timeout, Outcome.Failed);
                return elapsed;
            }
        );

    [Fact]
    public Task Idle_fires_after_the_last_content_and_ends_the_stream_in_one_error() =>
        Timed.FiresAsync(
            Setting,
            async () =>
            {
                await using var timed = await Timed.StartAsync("idle: 800ms");
                timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(2, Timeout.InfiniteTimeSpan));

                var watch = Stopwatch.StartNew();
                using var response = await timed.AskAsync();
                var reply = await StreamedReply.ReadAsync(response);

                var elapsed = watch.Elapsed;
                Assert.Equal(("upstream_idle_timeout", 1, false), (reply.ErrorCode, reply.Endings, reply.Torn));
                var row = await timed.LastAsync();
                Timed.Blames(row, FaultKind.Timeout, Outcome.Cut);
                Assert.Equal(AttemptState.Partial, row.State);
                return elapsed;
            }
        );

    [Fact]
    public Task Total_fires_while_content_still_flows() =>
        Timed.FiresAsync(
            Setting,
            async () =>
            {
                await using var timed = await Timed.StartAsync("total: 800ms");
                timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.SlowBody(80, TimeSpan.FromMilliseconds(40)));

                var watch = Stopwatch.StartNew();
                using var response = await timed.AskAsync();
                var reply = await StreamedReply.ReadAsync(response);

                var elapsed = watch.Elapsed;
                Assert.Equal(("upstream_total_timeout", 1, false), (reply.ErrorCode, reply.Endings, reply.Torn));
                Timed.Blames(await timed.LastAsync(), FaultKind.Timeout, Outcome.Cut);
                return elapsed;
            }
        );

    [Fact]
    public Task Total_bounds_a_whole_reply_whose_head_comes_last() =>
        Timed.FiresAsync(
            Setting,
            async () =>
            {
                await using var timed = await Timed.StartAsync("head: 300ms, total: 800ms");
                timed.Gateway.Clouds.OpenAi.Faults.Enqueue(Fault.BlackHole());

                var watch = Stopwatch.StartNew();
                using var response = await timed.Client.PostAsync(
                    Requests.ChatPath,
                    Requests.Chat("timed", stream: false)
                );

                var elapsed = watch.Elapsed;
                await RefusedAsync(response, "upstream_total_timeout");
                return elapsed;
            }
        );

    private static async Task RefusedAsync(HttpResponseMessage response, string code)
    {
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        var error = (await TestClient.JsonAsync(response)).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetString());
        Assert.Contains("'direct'", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>A listener that accepts nobody and whose queue is full: a SYN to it is dropped, as by a dead address.</summary>
    private sealed class FullBacklog : IDisposable
    {
        private readonly List<Socket> _sockets = [];

        public static FullBacklog On(int port)
        {
            var full = new FullBacklog();
            var address = new IPEndPoint(IPAddress.Loopback, port);
            var listener = full.Add();
            listener.Bind(address);
            listener.Listen(0);
            for (var i = 0; i < 4; i++)
            {
                _ = full.Add().ConnectAsync(address); // one is queued, the others wait as the gateway will
            }
            return full;
        }

        public void Dispose() => _sockets.ForEach(static socket => socket.Dispose());

        private Socket Add()
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _sockets.Add(socket);
            return socket;
        }
    }
}
