using System.Globalization;
using System.Net;
using Xunit;

namespace Prenup.FunctionalTests.Seeing;

/// <summary>What <c>/metrics</c> of a gateway says, read as Prometheus reads it.</summary>
internal sealed class Scrape
{
    private readonly Dictionary<string, decimal> _values = [];

    private Scrape(string text)
    {
        Text = text;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != '#')
            {
                var space = line.LastIndexOf(' ');
                _values.Add(line[..space], decimal.Parse(line[(space + 1)..], CultureInfo.InvariantCulture));
            }
        }
    }

    public string Text { get; }

    /// <summary>Every series with its labels.</summary>
    public IReadOnlyCollection<string> Series => _values.Keys;

    /// <summary>Every name of a series: <c>_bucket</c>, <c>_sum</c> and <c>_count</c> of histograms apart.</summary>
    public IReadOnlySet<string> Names => _values.Keys.Select(static series => series.Split('{')[0]).ToHashSet();

    /// <summary>A series' value; 0 where it does not exist.</summary>
    public decimal this[string series] => _values.GetValueOrDefault(series);

    public bool Has(string series) => _values.ContainsKey(series);

    public static Task<Scrape> OfAsync(TestGateway gateway) => OfAsync(gateway.Address);

    /// <summary>Waits until everything holds at once, ten seconds at most.</summary>
    public static async Task<Scrape> WhenAsync(Uri address, Func<Scrape, bool> holds)
    {
        for (var tries = 0; ; tries++)
        {
            var scrape = await OfAsync(address);
            if (holds(scrape))
            {
                return scrape;
            }
            Assert.True(tries < 500, scrape.Text);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<Scrape> OfAsync(Uri address)
    {
        using var client = new TestClient(address, TestGateway.AdminKey);
        using var response = await client.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        return new Scrape(await TestClient.TextAsync(response));
    }

    /// <summary>Waits until a series has a value: an exchange is counted when its last byte has been written.</summary>
    public static async Task<Scrape> WhenAsync(TestGateway gateway, string series, decimal value)
    {
        for (var tries = 0; ; tries++)
        {
            var scrape = await OfAsync(gateway);
            if (scrape[series] == value)
            {
                return scrape;
            }
            Assert.True(tries < 500, $"{series} is {scrape[series]} and not {value}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
