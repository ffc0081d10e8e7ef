using Prenup.Configuring;
using Prenup.Core.Offers;
using Prenup.Gateway.Sending;
using Prenup.Stores.Alerts;

namespace Prenup.Alerting;

/// <summary>Posts alerts, each again and again with growing intervals, until its receiver takes it.</summary>
internal sealed class WebhookSender(TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);
    private readonly HttpMessageInvoker _http = new(AccountHandler.Make(Network.Default, Patience));
    private readonly Dictionary<(string, string), (int Tries, DateTimeOffset Next)> _tried = [];

    /// <summary>Posts it where it is due; true where the receiver took it, with any status of 200 to 299.</summary>
    public async Task<bool> TrySendAsync(Webhook to, WaitingAlert alert, CancellationToken ends)
    {
        var (tries, next) = _tried.GetValueOrDefault((alert.Id, alert.Receiver));
        var now = clock.GetUtcNow();
        if (now < next)
        {
            return false;
        }
        var wait = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, tries)));
        _tried[(alert.Id, alert.Receiver)] = (tries + 1, now + wait);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ends);
        try
        {
            using var request = WebhookPost.Of(to, alert, now);
            using var response = await _http.SendAsync(request, both.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>It is not sent any more.</summary>
    public void Forget(WaitingAlert alert) => _tried.Remove((alert.Id, alert.Receiver));

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
