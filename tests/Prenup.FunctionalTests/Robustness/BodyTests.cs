using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Prenup.Core.Ledger;
using Xunit;

namespace Prenup.FunctionalTests.Robustness;

/// <summary>Bodies that are large, slow, in pieces or without an end.</summary>
public sealed class BodyTests
{
    private const int Megabyte = 1 << 20;
    private const string Small = "limits: { request: 1MiB, in-flight: 4MiB }";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_image_of_30_megabytes_reaches_the_cloud_byte_for_byte(bool chunked)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        var body = Image(30 * Megabyte);
        using var request = Request(body, chunked);

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(Assert.Single(gateway.Clouds.OpenAi.Calls).Body.Span.SequenceEqual(body));
        Assert.Equal(AttemptState.Settled, Assert.Single(await gateway.AttemptsAsync()).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_above_the_limit_is_a_413(bool chunked)
    {
        await using var gateway = await TestGateway.StartAsync(more: Small);
        using var client = new TestClient(gateway.Address);
        using var fits = await client.SendAsync(
            Request(Image(Megabyte), chunked),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);

        using var response = await client.SendAsync(
            Request(Image(Megabyte + 1), chunked),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("request_too_large", await Refusal.CodeAsync(response));
        Assert.Single(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task A_length_above_the_limit_is_refused_before_a_byte_of_the_body()
    {
        await using var gateway = await TestGateway.StartAsync();
        var answer = await RawHttp.AskAsync(
            gateway.Address,
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\nContent-Type: application/json\r\nContent-Length: {(64L << 20) + 1}\r\nConnection: close\r\n\r\n"
        );
        Assert.Equal(413, answer.Status);
    }

    [Theory]
    [InlineData("Transfer-Encoding: chunked", "5\r\n{\"mod\r\nZZ\r\n")]
    [InlineData("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFF\r\n{")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5", "0\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip, chunked", "0\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6", "{}   ")]
    [InlineData("Content-Length: -1", "{}")]
    public async Task Framing_that_two_servers_could_read_differently_never_reaches_a_cloud(string headers, string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        var answer = await RawHttp.AskAsync(
            gateway.Address,
            $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\nContent-Type: application/json\r\n{headers}\r\nConnection: close\r\n\r\n{body}"
        );
        Assert.InRange(answer.Status, 400, 501);
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
        Assert.Empty(await gateway.AttemptsAsync());
    }

    [Fact]
    public async Task A_body_that_trickles_is_cut_off_and_its_place_is_free_again()
    {
        await using var gateway = await TestGateway.StartAsync();
        var begun = TimeProvider.System.GetTimestamp();
        var answer = await RawHttp.AskAsync(gateway.Address, TrickleAsync);

        Assert.Equal(400, answer.Status);
        Assert.Equal("request_body_incomplete", Refusal.Code(answer.Body));
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun).TotalSeconds, 4, 25);
        Assert.Equal(0, gateway.Host.Exchanges);
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    private static async Task TrickleAsync(Socket socket)
    {
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TestGateway.Key}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n"
            )
        );
        for (var i = 0; i < 300; i++)
        {
            await socket.SendAsync(" "u8.ToArray());
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    internal static byte[] Image(int bytes)
    {
        const string head =
            """{"model":"gpt-4.1-mini","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,""";
        const string tail = "\"}}]}]}";
        var body = new byte[bytes];
        Array.Fill(body, (byte)'A');
        Encoding.UTF8.GetBytes(head).CopyTo(body, 0);
        Encoding.UTF8.GetBytes(tail).CopyTo(body, bytes - tail.Length);
        return body;
    }

    private static HttpRequestMessage Request(byte[] body, bool chunked)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat/completions") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return request;
    }
}
