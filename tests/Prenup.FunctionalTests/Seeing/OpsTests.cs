using System.Diagnostics;
using Prenup.Sandbox.Faults;
using Xunit;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>Alert rules, dashboard and documentation name what a running gateway has.</summary>
public sealed class OpsTests
{
    [Fact]
    public async Task What_alerts_and_panels_query_exists_and_what_exists_is_documented()
    {
        await using var gateway = await TestGateway.StartAsync(more: "admin: { key: env:ADMIN }");
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(503));
        foreach (var model in new[] { "gpt-4.1-mini", "alias" })
        {
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat(model));
            await TestClient.TextAsync(response);
        }
        using (var thoughtful = await client.PostAsync(Requests.ResponsesPath, Requests.Responses("gpt-5.5")))
        {
            await TestClient.TextAsync(thoughtful);
        }
        var scrape = await Scrape.WhenAsync(
            gateway,
            """prenup_exchanges_total{model="gpt-5.5",offer="five",outcome="completed",blame="none"}""",
            1
        );

        Assert.NotEmpty(Ops.Alerting);
        Assert.NotEmpty(Ops.Drawn);
        Assert.Empty(Ops.Alerting.Except(scrape.Names));
        Assert.Empty(Ops.Drawn.Except(scrape.Names).Except(["prenup_reasoning_tokens_total"])); // models of the sandbox do not reason
        Assert.Equal(
            Documentation(scrape.Text),
            Ops.Documented.OrderBy(static row => row.Key, StringComparer.Ordinal)
                .Select(static row => $"{row.Key} {row.Value.Type}")
        );
        foreach (var series in scrape.Series)
        {
            var name = Ops.Documented.Keys.Where(known => Named(series, known)).MaxBy(static known => known.Length);
            Assert.NotNull(name);
            Assert.Equal(Ops.Documented[name].Labels, Labels(series));
        }
    }

    [Fact]
    public async Task Prometheus_own_tool_accepts_what_metrics_says()
    {
        await using var gateway = await TestGateway.StartAsync(more: "admin: { key: env:ADMIN }");
        var scrape = await Scrape.OfAsync(gateway);
        await PromtoolAsync(scrape.Text, "check", "metrics");
    }

    [Fact]
    public async Task Each_alert_has_a_test_and_the_rules_pass_them()
    {
        await PromtoolAsync("", "check", "rules", Ops.Alerts);
        await PromtoolAsync("", "test", "rules", Ops.AlertTests);
        var tests = await File.ReadAllTextAsync(Ops.AlertTests, TestContext.Current.CancellationToken);
        Assert.All(
            await File.ReadAllLinesAsync(Ops.Alerts, TestContext.Current.CancellationToken),
            line =>
            {
                const string Alert = "- alert: ";
                var at = line.IndexOf(Alert, StringComparison.Ordinal);
                Assert.True(
                    at < 0
                        || tests.Contains(
                            $"alertname: {line[(at + Alert.Length)..]}\n        exp_alerts",
                            StringComparison.Ordinal
                        ),
                    line
                );
            }
        );
    }

    private static IEnumerable<string> Documentation(string text) =>
        text.Split('\n')
            .Where(static line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
            .Select(static line => line["# TYPE ".Length..])
            .Order(StringComparer.Ordinal);

    private static bool Named(string series, string metric) =>
        series.Split('{')[0] is var name
        && (
            name == metric
            || name.StartsWith(metric + "_", StringComparison.Ordinal)
                && name[metric.Length..] is "_bucket" or "_sum" or "_count"
        );

    private static string Labels(string series)
    {
        var labels = series.Contains('{') ? series[(series.IndexOf('{') + 1)..^1].Split("\",") : [];
        return string.Join(
            ' ',
            labels.Select(static label => label.Split('=')[0]).Where(static label => label != "le")
        );
    }

    private static async Task PromtoolAsync(string input, params string[] arguments)
    {
        Process tool;
        try
        {
            tool = Process.Start(
                new ProcessStartInfo("promtool", arguments)
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("promtool is not installed (package prometheus).");
            return;
        }
        using (tool)
        {
            await tool.StandardInput.WriteAsync(input);
            tool.StandardInput.Close();
            var output = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var error = await tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(tool.ExitCode == 0, $"promtool {string.Join(' ', arguments)}: {await output}{error}");
        }
    }
}
