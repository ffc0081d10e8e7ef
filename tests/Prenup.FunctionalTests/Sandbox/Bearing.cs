using System.Net.Http.Headers;
using Prenup.Sandbox;
using Xunit;

namespace Prenup.FunctionalTests.Sandbox;

/// <summary>Calls simulated clouds with a bearer, or with none.</summary>
internal sealed class Bearing(SandboxClouds clouds) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public SandboxClouds Clouds => clouds;

    public static async Task<Bearing> StartAsync(params string[] names) =>
        new(await SandboxClouds.StartAsync(new() { Clouds = names }, TestContext.Current.CancellationToken));

    public async Task<Reply> SendAsync(
        SandboxCloud cloud,
        string path,
        string? body,
        string? bearer,
        params (string Name, string Value)[] headers
    )
    {
        using var message = new HttpRequestMessage(
            body is null ? HttpMethod.Get : HttpMethod.Post,
            new Uri(cloud.Address, path)
        );
        if (body is not null)
        {
            message.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        }

        if (bearer is not null)
        {
            message.Headers.Authorization = new("Bearer", bearer);
        }

        foreach (var (name, value) in headers)
        {
            message.Headers.Add(name, value);
        }

        using HttpResponseMessage reply = await _http.SendAsync(message, TestContext.Current.CancellationToken);
        byte[] bytes = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new((int)reply.StatusCode, reply.Headers, bytes);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await clouds.DisposeAsync();
    }
}
