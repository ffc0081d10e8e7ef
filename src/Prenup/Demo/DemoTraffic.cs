using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Prenup.Demo;

/// <summary>The sample traffic: a small client over real sockets, at most so many exchanges a second and in flight.</summary>
/// <remarks>It never leaves before a reply's end: what a cloud bills for an abandoned reply can only be estimated.</remarks>
internal sealed class DemoTraffic(Uri gateway, string key) : IDisposable
{
    private const int MostInFlight = 64;
    private const int MostBehind = 250; // ten seconds
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(40); // 25 a second

    private readonly HttpMessageInvoker _client = new(
        new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }
    );
    private long _failed;

    /// <summary>Exchanges that did not end with a 200 and a whole reply.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Asks in turn until told to stop; returns when the last reply has ended.</summary>
    /// <param name="faults">What goes wrong meanwhile.</param>
    /// <param name="stop">Ends it.</param>
    public async Task RunAsync(DemoFaults faults, CancellationToken stop)
    {
        var clock = TimeProvider.System;
        var begun = clock.GetTimestamp();
        var running = new HashSet<Task>();
        for (var turn = 0; turn < Sample.All.Count || !stop.IsCancellationRequested; ) // every sample once at least
        {
            running.RemoveWhere(static task => task.IsCompleted);
            // By the time that has passed, so that a busy machine falls behind and catches up; one that slept does not.
            var due = (int)(clock.GetElapsedTime(begun) / Beat);
            turn = Math.Max(turn, due - MostBehind);
            while (running.Count < MostInFlight && turn <= due)
            {
                faults.Arrange(turn);
                running.Add(AskAsync(Sample.All[turn % Sample.All.Count]));
                turn++;
            }
            await Task.Delay(Beat, clock, CancellationToken.None);
        }
        await Task.WhenAll(running);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task AskAsync(Sample sample)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(gateway, "v1/" + sample.Path))
            {
                Content = new StringContent(sample.Body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var reply = await _client.SendAsync(request, CancellationToken.None);
            await reply.Content.CopyToAsync(Stream.Null);
            Count(reply.StatusCode == HttpStatusCode.OK);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            Count(whole: false);
        }
    }

    private void Count(bool whole)
    {
        if (!whole)
        {
            Interlocked.Increment(ref _failed);
        }
    }
}
