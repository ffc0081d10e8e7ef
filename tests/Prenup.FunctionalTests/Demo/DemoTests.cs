using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Prenup.Commands;
using Prenup.Core.Prices;
using Prenup.Core.Usage;
using Prenup.Demo;
using Xunit;

namespace Prenup.FunctionalTests.Demo;

public sealed class DemoTests
{
    private static readonly string[] Names = ["azure", "bedrock-mantle", "bedrock-runtime", "openai", "vertex"];

    private static readonly DemoOptions Short = new()
    {
        Port = 0,
        For = TimeSpan.FromSeconds(1),
        Json = true,
    };

    [Fact]
    public async Task Each_cloud_s_ledger_total_equals_its_own_invoice()
    {
        var (code, output, error) = await RunAsync(Short with { For = TimeSpan.FromSeconds(3) });
        Assert.True(code == 0, error);
        using var json = LastLine(output);
        Assert.True(json.RootElement.GetProperty("exchanges").GetInt64() >= 20);
        var clouds = json.RootElement.GetProperty("clouds").EnumerateArray().ToList();
        Assert.Equal(Names, clouds.Select(static cloud => cloud.GetProperty("cloud").GetString()));
        foreach (var cloud in clouds)
        {
            Assert.NotEqual("0", cloud.GetProperty("invoiceUsd").GetString());
            Assert.Equal(cloud.GetProperty("invoiceUsd").GetString(), cloud.GetProperty("ledgerUsd").GetString());
        }
        Assert.All(Names, name => Assert.Contains($"{name} (simulated)", error, StringComparison.Ordinal));
        Assert.Contains("0 of the sample traffic failed", error, StringComparison.Ordinal);
        Assert.Contains("no money is spent", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("azure/gpt-4.1-mini", Meter.TextOut, "azure")]
    [InlineData("bedrock/openai.gpt-5.6-luna", Meter.TextInWrite, "bedrock-runtime")]
    [InlineData("bedrock/openai.gpt-oss-120b#regional", Meter.TextIn, "bedrock-mantle")]
    [InlineData("openai/text-embedding-3-small", Meter.TextIn, "openai")]
    [InlineData("vertex/openai/gpt-oss-120b-maas", Meter.TextOut, "vertex")]
    public async Task One_changed_price_makes_it_say_no(string price, Meter meter, string cloud)
    {
        var (code, output, _) = await RunAsync(Short with { Reprice = each => Changed(each, price, meter) });
        Assert.Equal(1, code);
        using var json = LastLine(output);
        var unequal = json
            .RootElement.GetProperty("clouds")
            .EnumerateArray()
            .Where(static each =>
                each.GetProperty("ledgerUsd").GetString() != each.GetProperty("invoiceUsd").GetString()
            );
        Assert.Equal(cloud, Assert.Single(unequal).GetProperty("cloud").GetString());
    }

    [Fact]
    public async Task What_is_kept_can_be_verified_afterwards()
    {
        var parent = Directory.CreateTempSubdirectory("prenup-kept-");
        try
        {
            var folder = Path.Combine(parent.FullName, "data");
            var (_, _, error) = await RunAsync(Short with { Keep = folder });
            var file = Path.Combine(folder, "prenup.yaml");
            Assert.Contains($"--config {file}", error, StringComparison.Ordinal);
            using var output = new StringWriter();
            using var talk = new StringWriter();
            string[] line = ["ledger", "verify", "--config", file];
            var stop = TestContext.Current.CancellationToken;
            var code = await CommandLine.RunAsync(line, static _ => null, output, talk, stop);
            Assert.True(code == 0, output.ToString() + talk);
        }
        finally
        {
            parent.Delete(recursive: true);
        }
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

    private static JsonDocument LastLine(string output) => JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]);

    private static Price Changed(Price price, string key, Meter meter) =>
        price.Key == key ? price with { Rows = [.. price.Rows.Select(row => Dearer(row, meter))] } : price;

    private static PriceRow Dearer(PriceRow row, Meter meter)
    {
        var rates = Meters.All.Select(each => row[each]).ToArray();
        rates[(int)meter] += 0.000001m;
        return new PriceRow(row.Tier, row.AboveInputTokens, rates);
    }
}
