using System.Text.Json;
using Prenup.Core.Keys;
using Prenup.FunctionalTests.Seeing;
using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Budgets;

/// <summary>Twenty keys of one project with bounds, a gateway for them, and clients who ask in every form.</summary>
internal sealed class TwentyKeys : IAsyncDisposable
{
    private const int Keys = 20;
    private readonly TestClient[] _clients;
    private bool _replaced;

    private TwentyKeys(TestGateway gateway) =>
        (Gateway, _clients) = (
            gateway,
            [.. Enumerable.Range(0, Keys).Select(key => new TestClient(gateway.Address, Key(key)))]
        );

    public TestGateway Gateway { get; }

    public SandboxCloud Cloud => Gateway.Clouds.OpenAi;

    public static async Task<TwentyKeys> StartAsync(
        string bounds,
        SandboxLatency? latency = null,
        TimeProvider? clock = null
    )
    {
        var options = new SandboxOptions { Latency = latency ?? SandboxLatency.None };
        var clouds = await SandboxClouds.StartAsync(options, TestContext.Current.CancellationToken);
        return await StartAsync(bounds, clouds, folder: null, clock);
    }

    /// <summary>Stops this gateway, and starts another in its place with the same clouds and folder.</summary>
    public async Task<TwentyKeys> RestartAsync(string bounds)
    {
        _replaced = true;
        await Gateway.StopAsync();
        return await StartAsync(bounds, Gateway.Clouds, Gateway.Folder, clock: null);
    }

    private static async Task<TwentyKeys> StartAsync(
        string bounds,
        SandboxClouds clouds,
        string? folder,
        TimeProvider? clock
    ) =>
        new(
            await TestGateway.StartAsync(
                clouds: clouds,
                folder: folder,
                clock: clock,
                more: "admin: { key: env:ADMIN }",
                projects: $"{{ one: {{}}, two: {{}}, shared: {{ {bounds} }} }}",
                keys: string.Concat(
                    Enumerable
                        .Range(0, Keys)
                        .Select(static key =>
                            $"\n  shared-{key}: {{ hash: '{KeyHash.Of(Key(key))}', project: shared }}"
                        )
                )
            )
        );

    /// <summary>Asks as one of the twenty.</summary>
    public Task<HttpResponseMessage> AskAsync(int caller, Form form, int tokens) =>
        _clients[caller % Keys].PostAsync(form.Path, form.Body(tokens));

    /// <summary>Asks, and asks again as long as it is said to help at once; true where it was answered in the end.</summary>
    public async Task<bool> InsistAsync(int caller, Form form, int tokens)
    {
        while (true)
        {
            using var response = await AskAsync(caller, form, tokens);
            var text = await TestClient.TextAsync(response);
            if (response.IsSuccessStatusCode)
            {
                return true;
            }
            Assert.Equal(429, (int)response.StatusCode);
            if (!text.Contains("Requests in flight hold enough", StringComparison.Ordinal))
            {
                return false;
            }
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until nothing is reserved any more.</summary>
    public Task<Scrape> AtRestAsync() =>
        Scrape.WhenAsync(Gateway, """prenup_budget_reserved_usd{scope="organisation",name=""}""", 0);

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
        {
            client.Dispose();
        }
        if (_replaced)
        {
            Directory.Delete(Gateway.Folder, recursive: true); // disposed after the one in its place
        }
        else
        {
            await Gateway.DisposeAsync();
        }
    }

    /// <summary>The message of a refusal.</summary>
    public static string Message(string body) =>
        JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("message").GetString()!;

    private static string Key(int key) => $"pn-key-{key}-of-twenty";
}
