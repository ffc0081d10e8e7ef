using System.Net;
using Microsoft.Extensions.Logging;
using Prenup.Sandbox.Faults;
using Prenup.Serving;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary><c>limits.connections</c>: one more is closed unread and counted, and nobody who is connected notices.</summary>
public sealed class ConnectionLimitTests
{
    private const string Alive = "GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    [Fact]
    public async Task One_connection_too_many_is_closed_and_counted_and_the_others_go_on()
    {
        using var refusals = new BareRefusals();
        using var logs = LoggerFactory.Create(logging => Logs.Choose(logging).AddProvider(refusals));
        await using var gateway = await TestGateway.StartAsync(
            more: "limits: { connections: 2 }\nadmin: { key: env:ADMIN }",
            logs: logs,
            refusals: refusals
        );
        using var streaming = new TestClient(gateway.Address);
        using var asking = new TestClient(gateway.Address, TestGateway.AdminKey);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(3, TimeSpan.FromSeconds(1)));
        using var stream = await streaming.PostAsync(Requests.ChatPath, Requests.Chat());
        await MetricsAsync(asking);

        var refused = await RawHttp.AskAsync(gateway.Address, Alive);

        Assert.Equal("", refused.Text);
        await Eventually.HoldsAsync(() => refusals.Connections == 1, "the refused connection is counted");
        Assert.Contains("prenup_connections_refused_total 1\n", await MetricsAsync(asking), StringComparison.Ordinal);
        Assert.EndsWith("[DONE]\n\n", await TestClient.TextAsync(stream), StringComparison.Ordinal);
        Assert.Equal(0, refusals.Count);

        streaming.Dispose();
        RawAnswer later;
        do
        {
            later = await RawHttp.AskAsync(gateway.Address, Alive);
        } while (later.Status == 0 && !TestContext.Current.CancellationToken.IsCancellationRequested);
        Assert.Equal(200, later.Status); // a place is free once the gateway has seen a client leave
    }

    private static async Task<string> MetricsAsync(TestClient client)
    {
        using var response = await client.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await TestClient.TextAsync(response);
    }
}
