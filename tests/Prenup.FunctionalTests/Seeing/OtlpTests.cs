using System.Net;
using Microsoft.Extensions.Logging;
using Prenup.Configuring;
using Prenup.FunctionalTests.Security;
using Prenup.Sandbox.Faults;
using Prenup.Serving;
using Xunit;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>What reaches a collector.</summary>
public sealed class OtlpTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string ParentId = "b7ad6b7169203331";

    [Fact]
    public async Task An_exchange_is_one_span_below_the_clients_and_each_attempt_one_below_that()
    {
        await using var sink = await OtlpSink.StartAsync();
        string exchange;
        long? output;
        await using (var gateway = await TestGateway.StartAsync(more: Telemetry(sink)))
        {
            gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(503));
            exchange = await AskAsync(gateway);
            output = (await gateway.AttemptsAsync())[^1].Closed?.Usage.TotalOut;
        }

        var spans = sink.Spans.Where(static span => span.Hex(1) == TraceId).ToList();
        var server = Assert.Single(spans, static span => span.Hex(4) == ParentId);
        Assert.Equal("chat gpt-4.1-mini", server.Text(5));
        var asked = server.Attributes(9);
        Assert.Equal(exchange, asked["prenup.exchange"]);
        Assert.Equal("chat", asked["gen_ai.operation.name"]);
        Assert.Equal("gpt-4.1-mini", asked["gen_ai.request.model"]);
        Assert.Equal("2", asked["prenup.attempts"]);
        Assert.Equal("200", asked["http.response.status_code"]);
        Assert.DoesNotContain("error.type", asked.Keys);

        var attempts = spans
            .Where(span => span.Hex(4) == server.Hex(2))
            .Select(static span => span.Attributes(9))
            .ToList();
        Assert.Equal(2, attempts.Count);
        Assert.Equal(["direct", "azure"], attempts.Select(static one => one["prenup.offer"]));
        Assert.Equal(["openai", "azure.ai.openai"], attempts.Select(static one => one["gen_ai.provider.name"]));
        Assert.Equal("capacity", attempts[0]["error.type"]);
        Assert.Equal("503", attempts[0]["http.response.status_code"]);
        Assert.Equal($"{output}", attempts[1]["gen_ai.usage.output_tokens"]);
        Assert.Equal("gpt-4.1-mini-2025-04-14", attempts[1]["gen_ai.response.model"]);
        Assert.Equal("prenup", sink.Resource["service.name"]);
        Assert.Equal(["Bearer collector-secret"], sink.Authorizations);
        Assert.DoesNotContain("9 words", sink.Text, StringComparison.Ordinal);
        new Canaries().AssertNotIn(sink.Text, "what the collector got");
    }

    [Fact]
    public async Task Metrics_carry_the_conventions_names_and_buckets()
    {
        await using var sink = await OtlpSink.StartAsync();
        await using (var gateway = await TestGateway.StartAsync(more: Telemetry(sink)))
        {
            await AskAsync(gateway);
        }

        var durations = Points(sink, "gen_ai.client.operation.duration");
        Assert.Equal(0.01, durations[0].Doubles(7)[0]);
        Assert.Equal(81.92, durations[0].Doubles(7)[^1]);
        Assert.Contains(
            durations.Select(static point => point.Attributes(9)),
            static attributes =>
                attributes["gen_ai.operation.name"] == "chat"
                && attributes["gen_ai.provider.name"] == "openai"
                && attributes["gen_ai.request.model"] == "gpt-4.1-mini"
                && attributes["prenup.offer"] == "direct"
        );
        Assert.Equal(14, Points(sink, "gen_ai.client.token.usage")[0].Doubles(7).Count);
        Assert.Equal(0.001, Points(sink, "gen_ai.server.time_to_first_token")[0].Doubles(7)[0]);
        Assert.Equal(0.001, Points(sink, "gen_ai.client.operation.time_to_first_chunk")[0].Doubles(7)[0]);
        Assert.Equal(14, Points(sink, "gen_ai.server.request.duration")[0].Doubles(7).Count);
        var names = sink.Metrics.Select(static metric => metric.Text(1)).ToHashSet();
        Assert.Contains("prenup_exchanges", names); // counters as in /metrics, without the suffix
        Assert.Contains("prenup_ledger_lag_seconds", names);
    }

    [Fact]
    public async Task Grpc_is_spoken_too()
    {
        await using var sink = await OtlpSink.StartAsync();
        var telemetry = $"telemetry: {{ otlp: {{ endpoint: {sink.GrpcAddress}, protocol: grpc }} }}";
        await using (var gateway = await TestGateway.StartAsync(more: telemetry))
        {
            await AskAsync(gateway);
        }

        Assert.Contains(sink.Spans, static span => span.Hex(1) == TraceId);
        Assert.NotEmpty(Points(sink, "gen_ai.client.operation.duration"));
    }

    [Fact]
    public async Task The_gateways_own_log_reaches_the_collector_too()
    {
        await using var sink = await OtlpSink.StartAsync();
        using (var logs = Logs.ToStandardError(null, new OtlpSettings(sink.Address, Grpc: false, [])))
        {
            logs.CreateLogger("Prenup.Test").LogWarning("the ledger is {State}", "full");
        }

        Assert.Equal("the ledger is {State}", Assert.Single(sink.Logs).All(5).Single().Text(1));
    }

    [Fact]
    public async Task A_collector_that_is_down_disturbs_nobody()
    {
        await using var gateway = await TestGateway.StartAsync(
            more: "telemetry: { otlp: { endpoint: http://127.0.0.1:9 } }"
        );
        await AskAsync(gateway);
    }

    private static string Telemetry(OtlpSink sink) =>
        $"telemetry: {{ otlp: {{ endpoint: {sink.Address}, headers: {{ authorization: env:COLLECTOR }} }} }}";

    // Also of other gateways in this process: the instruments are the process's.
    private static List<ProtoMessage> Points(OtlpSink sink, string name) =>
        [.. sink.Metrics.Where(metric => metric.Text(1) == name).SelectMany(static metric => metric.All(9, 1))];

    private static async Task<string> AskAsync(TestGateway gateway)
    {
        using var client = new TestClient(gateway.Address);
        using var request = new HttpRequestMessage(HttpMethod.Post, Requests.ChatPath);
        request.Content = new StringContent(Requests.Chat(), null, "application/json");
        request.Headers.Add("traceparent", $"00-{TraceId}-{ParentId}-01");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await TestClient.TextAsync(response);
        return response.Headers.GetValues("x-prenup-exchange").Single();
    }
}
