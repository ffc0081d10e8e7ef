using System.Text;
using Xunit;

namespace Prenup.FunctionalTests.Aborts;

/// <summary>One streamed exchange whose client keeps what it got, and may leave at any time.</summary>
internal sealed class LeavingClient(TestClient client) : IDisposable
{
    private readonly CancellationTokenSource _leave = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );
    private readonly StringBuilder _text = new();

    /// <summary>The exchange's id; null where no head came.</summary>
    public string? Exchange { get; private set; }

    /// <summary>Events received so far.</summary>
    public int Events => Text.Split("\n\n").Length - 1;

    /// <summary>Whether the stream's terminal event came.</summary>
    public bool SawTerminal => Text.Contains("data: [DONE]\n\n", StringComparison.Ordinal);

    private string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    /// <summary>Asks and reads until the reply ends, breaks, or the client leaves.</summary>
    public async Task RunAsync(string model)
    {
        try
        {
            var request = new HttpRequestMessage(HttpMethod.Post, Requests.ChatPath)
            {
                Content = new StringContent(Requests.Chat(model), Encoding.UTF8, "application/json"),
            };
            using var response = await client.SendAsync(request, _leave.Token);
            Exchange = response.Headers.GetValues("x-prenup-exchange").Single();
            await using var body = await response.Content.ReadAsStreamAsync(_leave.Token);
            var buffer = new byte[4 << 10];
            int read;
            while ((read = await body.ReadAsync(buffer, _leave.Token)) > 0)
            {
                lock (_text)
                {
                    _text.Append(Encoding.UTF8.GetString(buffer, 0, read));
                }
            }
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            // What came until then is what counts.
        }
    }

    public void Leave() => _leave.Cancel();

    public void Dispose() => _leave.Dispose();
}
