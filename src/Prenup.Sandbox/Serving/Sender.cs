using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Prenup.Sandbox.Seeing;
using Prenup.Sandbox.Wire;

namespace Prenup.Sandbox.Serving;

/// <summary>Carries out the steps of one reply on the wire and counts what left.</summary>
internal sealed class Sender(HttpContext http, Reply reply, TimeProvider clock)
{
    private const int FloodPiece = 64 * 1024;
    private static readonly TimeSpan LingerAfterFin = TimeSpan.FromSeconds(5);

    /// <summary>The status sent; 0 before the head.</summary>
    public int Status { get; private set; }

    /// <summary>Bytes of body handed to the network.</summary>
    public long Bytes { get; private set; }

    /// <summary>Output tokens generated when the last piece left.</summary>
    public long Generated { get; private set; }

    /// <param name="lastPiece">Called just before the last piece leaves, so that the books are closed before the client can know.</param>
    public async Task<CallEnd> SendAsync(Action lastPiece)
    {
        try
        {
            for (int i = 0; i < reply.Steps.Length; i++)
            {
                await DoAsync(reply.Steps[i], i == reply.Steps.Length - 1 ? lastPiece : null);
            }

            return reply.IsCut ? CallEnd.CutByCloud : CallEnd.Completed;
        }
        catch (OperationCanceledException)
        {
            return CallEnd.ClientGone;
        }
        catch (IOException)
        {
            return CallEnd.ClientGone;
        }
    }

    private Task DoAsync(Step step, Action? lastPiece) =>
        step switch
        {
            Step.Head => HeadAsync(),
            Step.Send send => SendAsync(send, lastPiece),
            Step.Wait wait => Task.Delay(wait.Time, clock, http.RequestAborted),
            Step.Flood flood => FloodAsync(flood.Bytes),
            Step.Hang => Task.Delay(Timeout.InfiniteTimeSpan, clock, http.RequestAborted),
            Step.Reset => ResetAsync(),
            Step.Fin => FinAsync(),
            _ => throw new InvalidOperationException($"No such step: {step}"),
        };

    private async Task HeadAsync()
    {
        http.Response.StatusCode = reply.Status;
        foreach (var (name, value) in reply.Headers)
        {
            http.Response.Headers.Append(name, value);
        }

        if (reply.HasLength)
        {
            http.Response.ContentLength = reply.Length;
        }

        Status = reply.Status;
        await http.Response.StartAsync(http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    private async Task SendAsync(Step.Send send, Action? lastPiece)
    {
        Generated = Math.Max(Generated, send.Generated);
        Bytes += send.Bytes.Length;
        lastPiece?.Invoke();
        try
        {
            await http.Response.Body.WriteAsync(send.Bytes, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            http.RequestAborted.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException)
        {
            Bytes -= send.Bytes.Length;
            throw;
        }
    }

    private async Task FloodAsync(long bytes)
    {
        var piece = new byte[FloodPiece];
        Array.Fill(piece, (byte)'x');
        for (long left = bytes; left > 0; left -= FloodPiece)
        {
            ReadOnlyMemory<byte> now = piece.AsMemory(0, (int)Math.Min(left, FloodPiece));
            await http.Response.Body.WriteAsync(now, http.RequestAborted);
            await Task.Yield(); // writes to a client that left are swallowed at once: let its leaving be heard
            http.RequestAborted.ThrowIfCancellationRequested();
            Bytes += now.Length;
        }
    }

    private Task ResetAsync()
    {
        // Kestrel closes an aborted socket with linger zero, which is a reset on the wire.
        http.Abort();
        return Task.CompletedTask;
    }

    private async Task FinAsync()
    {
        try
        {
            http.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.Shutdown(SocketShutdown.Send);
            await Task.Delay(LingerAfterFin, clock, http.RequestAborted);
        }
        catch (Exception gone) when (gone is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The client has closed its side, at the end that it saw or before: nothing is left to wait for.
        }

        http.Abort();
    }
}
