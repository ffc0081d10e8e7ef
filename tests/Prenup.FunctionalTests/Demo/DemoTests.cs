using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Prenup.Commands;
using Prenup.Configuring;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Demo;
using Xunit;

namespace Prenup.FunctionalTests.Demo;

public sealed class DemoTests
{
    private static readonly DemoOptions Short = new()
    {
        Port = 0,
        For = TimeSpan.FromSeconds(3),
        Json = true,
    };

    [Fact]
    public async Task Each_cloud_s_ledger_total_equals_its_own_invoice()
    {
        var (code, output, error) = await RunAsync(Short);
        Assert.True(code == 0, error);
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        Assert.True(json.RootElement.GetProperty("exchanges").GetInt64() >= 12);
        var clouds = json.RootElement.GetProperty("clouds").EnumerateArray().ToList();
        Assert.Equal(["azure", "openai"], clouds.Select(static cloud => cloud.GetProperty("cloud").GetString()));
        foreach (var cloud in clouds)
        {
            Assert.NotEqual("0", cloud.GetProperty("invoiceUsd").GetString());
            Assert.Equal(cloud.GetProperty("invoiceUsd").GetString(), cloud.GetProperty("ledgerUsd").GetString());
        }
        Assert.Contains("0 of the sample traffic failed", error, StringComparison.Ordinal);
        Assert.Contains("no money is spent", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azure/gpt-5.5", Meter.TextOut)]
    [InlineData("openai/text-embedding-3-small", Meter.TextIn)]
    public async Task One_changed_price_makes_it_say_no(string id, Meter meter)
    {
        var (code, output, _) = await RunAsync(Short with { Prices = Changed(id, meter) });
        Assert.Equal(1, code);
        using var json = JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);
        var unequal = json
            .RootElement.GetProperty("clouds")
            .EnumerateArray()
            .Where(static cloud =>
                cloud.GetProperty("ledgerUsd").GetString() != cloud.GetProperty("invoiceUsd").GetString()
            );
        Assert.Equal(id.Split('/')[0], Assert.Single(unequal).GetProperty("cloud").GetString());
    }

    [Fact]
    public async Task A_taken_port_is_a_fault_that_says_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] line = ["demo", "--seconds", "1", "--port", $"{port}"];
        var stop = TestContext.Current.CancellationToken;
        var code = await CommandLine.RunAsync(line, static _ => null, output, error, stop);
        Assert.Equal(3, code);
        Assert.Empty(output.ToString());
        Assert.Contains("--port", error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(DemoOptions options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var stop = TestContext.Current.CancellationToken;
        var code = await DemoRun.RunAsync(options, output, error, stop, stop);
        return (code, output.ToString(), error.ToString());
    }

    private static PriceBook Changed(string id, Meter meter) =>
        new(
            BuiltInPrices.All.Select(price =>
                price.Id == id ? price with { Rows = [.. price.Rows.Select(row => Dearer(row, meter))] } : price
            )
        );

    private static PriceRow Dearer(PriceRow row, Meter meter)
    {
        var rates = Meters.All.Select(each => row[each]).ToArray();
        rates[(int)meter] += 0.000001m;
        return new PriceRow(row.Tier, row.AboveInputTokens, rates);
    }
}
