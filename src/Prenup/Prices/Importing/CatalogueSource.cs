using System.Net;

namespace Prenup.Prices.Importing;

/// <summary>Where a catalogue is read from: a file, or an address that was named, once, within bounds and without following redirects.</summary>
public static class CatalogueSource
{
    /// <summary>The most bytes a catalogue may have: ten times today's largest.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>How long an address may take, in all.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads it.</summary>
    /// <param name="named">A path, or an http or https address.</param>
    /// <param name="patience">How long an address may take.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="IOException">It cannot be read, is too large or takes too long.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string named, TimeSpan patience, CancellationToken stop)
    {
        if (!IsAddress(named, out var address))
        {
            await using var file = new FileStream(
                named,
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read,
                1,
                useAsync: true
            );
            return await ReadAsync(file, named, stop);
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        try
        {
            return await FetchAsync(address, limit.Token);
        }
        catch (OperationCanceledException fault) when (!stop.IsCancellationRequested)
        {
            throw new IOException($"{address} took longer than {patience.TotalSeconds:0} s", fault);
        }
        catch (HttpRequestException fault)
        {
            throw new IOException($"{address} cannot be read: {fault.Message}", fault);
        }
    }

    private static bool IsAddress(string named, out Uri address) =>
        Uri.TryCreate(named, UriKind.Absolute, out address!)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static async Task<ReadOnlyMemory<byte>> FetchAsync(Uri address, CancellationToken stop)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None, // the bound is on what is kept
        };
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var response = await invoker.SendAsync(request, stop);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var elsewhere = response.Headers.Location is { } place ? $", and names {place}: name that itself" : "";
            throw new IOException($"{address} answered {(int)response.StatusCode}{elsewhere}");
        }
        await using var body = await response.Content.ReadAsStreamAsync(stop);
        return await ReadAsync(body, address.ToString(), stop);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream from, string named, CancellationToken stop)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        int read;
        while ((read = await from.ReadAsync(buffer, stop)) > 0)
        {
            if (kept.Length + read > MostBytes)
            {
                throw new IOException($"{named} is larger than {MostBytes} bytes");
            }
            kept.Write(buffer, 0, read);
        }
        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }
}
