using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Prenup.Sandbox;
using Prenup.Sandbox.Seeing;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>A plain HTTP client for the simulated clouds, with the sandbox it talks to.</summary>
public sealed class Client : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private Client(SandboxClouds clouds) => Clouds = clouds;

    public SandboxClouds Clouds { get; }

    public SandboxCloud OpenAi => Clouds.OpenAi;

    public SandboxCloud Azure => Clouds.Azure;

    public static async Task<Client> StartAsync(SandboxOptions? options = null) =>
        new(await SandboxClouds.StartAsync(options ?? new(), TestContext.Current.CancellationToken));

    public Task<Reply> OpenAiAsync(string path, string? body, string? key = null, HttpMethod? method = null) =>
        SendAsync(OpenAi, path, body, m => m.Headers.Authorization = new("Bearer", key ?? OpenAi.Key), method);

    public Task<Reply> AzureAsync(string path, string? body, string? key = null, HttpMethod? method = null) =>
        SendAsync(Azure, path, body, m => m.Headers.Add("api-key", key ?? Azure.Key), method);

    public async Task<Reply> SendAsync(
        SandboxCloud cloud,
        string path,
        string? body,
        Action<HttpRequestMessage>? edit = null,
        HttpMethod? method = null
    )
    {
        using var message = new HttpRequestMessage(
            method ?? (body is null ? HttpMethod.Get : HttpMethod.Post),
            new Uri(cloud.Address, path)
        );
        if (body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        edit?.Invoke(message);
        using HttpResponseMessage response = await _http.SendAsync(message, TestContext.Current.CancellationToken);
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new((int)response.StatusCode, response.Headers, bytes);
    }

    /// <summary>The newest OpenAI call once it has ended: a cloud learns of a client's leaving a moment after it left.</summary>
    public async Task<SeenCall> LastCallAsync()
    {
        for (int i = 0; i < 1_000; i++)
        {
            if (OpenAi.Calls is [.., { End: not CallEnd.Running } ended])
            {
                return ended;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("No call has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Clouds.DisposeAsync();
    }
}

/// <summary>A reply read to its end.</summary>
public sealed record Reply(int Status, HttpResponseHeaders Headers, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Bytes);

    /// <summary>The JSON of each event; [DONE] is left out.</summary>
    public IReadOnlyList<JsonElement> Events =>
        [
            .. Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(e => e[(e.IndexOf("data: ", StringComparison.Ordinal) + 6)..])
                .Where(d => d != "[DONE]")
                .Select(d => JsonSerializer.Deserialize<JsonElement>(d)),
        ];

    public string Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(',', values) : "";
}
