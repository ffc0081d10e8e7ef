using System.Net;
using System.Net.Sockets;
using System.Text;
using Prenup.Prices.Importing;
using Xunit;

namespace Prenup.Tests.Prices;

/// <summary>A catalogue is fetched from the address named, once, within bounds, and from nowhere else.</summary>
public sealed class CatalogueSourceTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_address_is_read() =>
        Assert.Equal("{}", await FetchAsync("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));

    [Theory]
    [InlineData(
        "HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n",
        "answered 302, and names"
    )]
    [InlineData("HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n", "answered 404")]
    [InlineData("gopher", "cannot be read")]
    public async Task What_is_no_catalogue_is_said_and_no_redirect_followed(string reply, string message)
    {
        var fault = await Assert.ThrowsAsync<IOException>(() => FetchAsync(reply));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_without_an_end_is_cut_off_at_the_bound()
    {
        var fault = await Assert.ThrowsAsync<IOException>(() =>
            FetchAsync("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", endless: true)
        );
        Assert.Contains("larger than", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        var fault = await Assert.ThrowsAsync<IOException>(() => FetchAsync("", TimeSpan.FromSeconds(1)));
        Assert.Contains("took longer than", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_too_large_is_refused()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using (var written = File.OpenWrite(file))
            {
                written.SetLength(CatalogueSource.MostBytes + 1);
            }
            await Assert.ThrowsAsync<IOException>(() => CatalogueSource.ReadAsync(file, Ample, Stop));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<string> FetchAsync(string reply, TimeSpan? patience = null, bool endless = false)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, reply, endless);
        var address = $"http://{listener.LocalEndpoint}/catalogue.json";
        try
        {
            var read = await CatalogueSource.ReadAsync(address, patience ?? Ample, Stop);
            return Encoding.UTF8.GetString(read.Span);
        }
        finally
        {
            await serving;
        }
    }

    // One connection, and the listener is closed: a second request, to wherever, would fail the test.
    private static async Task ServeAsync(TcpListener listener, string reply, bool endless)
    {
        using var client = await listener.AcceptTcpClientAsync(Stop);
        listener.Stop();
        await using var stream = client.GetStream();
        var buffer = new byte[65_536];
        Assert.NotEqual(0, await stream.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, Stop));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(reply), Stop);
        try
        {
            while (endless)
            {
                await stream.WriteAsync(buffer, Stop);
            }
            if (reply.Length == 0)
            {
                Assert.Equal(0, await stream.ReadAtLeastAsync(buffer, 1, throwOnEndOfStream: false, Stop));
            }
        }
        catch (IOException)
        {
            return; // the reader has had enough
        }
    }
}
