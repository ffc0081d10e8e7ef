using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Prenup.FunctionalTests;

/// <summary>A plain HTTP client, for what an SDK would hide. Everything ends with the test.</summary>
internal sealed class TestClient(Uri address, string? key = TestGateway.Key) : IDisposable
{
    private readonly HttpClient _http = new(
        // No draining: a reply that is let go is let go at once.
        new SocketsHttpHandler { AllowAutoRedirect = false, ResponseDrainTimeout = TimeSpan.Zero }
    )
    {
        BaseAddress = address,
    };

    public Task<HttpResponseMessage> PostAsync(string path, string body) =>
        PostAsync(path, Encoding.UTF8.GetBytes(body));

    public Task<HttpResponseMessage> PostAsync(string path, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = content },
            TestContext.Current.CancellationToken
        );
    }

    /// <summary>Asks a model for a whole reply, and says what became of it.</summary>
    public async Task<System.Net.HttpStatusCode> AskAsync(string model)
    {
        using var response = await PostAsync(Requests.ChatPath, Requests.Chat(model, stream: false));
        await TextAsync(response);
        return response.StatusCode;
    }

    public Task<HttpResponseMessage> GetAsync(string path) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        if (key is not null)
        {
            request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", key);
        }
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    public static Task<string> TextAsync(HttpResponseMessage response) =>
        response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await TextAsync(response)).RootElement;

    public void Dispose() => _http.Dispose();
}
